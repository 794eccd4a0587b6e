using System;
using System.Collections.Generic;

namespace FeishuHire;

/// <summary>What sending some rows would come to, found by Test-BgCheckProgress -Summary without sending anything.</summary>
public sealed class BgCheckPlan
{
    /// <summary>Rows, blank ones left out, each row of a joined update counted.</summary>
    public long Rows { get; init; }

    /// <summary>Different orders among them.</summary>
    public long Orders { get; init; }

    /// <summary>Rows that would not be sent.</summary>
    public long RowsWithProblems { get; init; }

    /// <summary>What is wrong with them: several findings may concern one row.</summary>
    public long Problems { get; init; }

    /// <summary>How many findings there are of each error id.</summary>
    public IReadOnlyDictionary<string, long> ProblemsById { get; init; } = new Dictionary<string, long>();

    /// <summary>Rows in order themselves that would wait, because an earlier stage of their order does not get there.</summary>
    public long Held { get; init; }

    /// <summary>Calls needed: one a stage.</summary>
    public long Calls { get; init; }

    /// <summary>Stages that the ledger knows as delivered with the same content.</summary>
    public long AlreadyDelivered { get; init; }

    /// <summary>Stages that Feishu refused before, unchanged since.</summary>
    public long RefusedBefore { get; init; }

    /// <summary>The least time that the calls take under the frequency limits.</summary>
    public TimeSpan ShortestDuration { get; init; }

    /// <summary>When they would be done at the earliest, started now; null where nothing is to be sent.</summary>
    public BgCheckTime? EarliestFinish { get; init; }

    /// <summary>The ledger that was asked, or null.</summary>
    public string? LedgerPath { get; init; }
}
