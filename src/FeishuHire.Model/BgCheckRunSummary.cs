using System;
using System.Collections.Generic;
using FeishuHire.Text;

namespace FeishuHire;

/// <summary>What one run of Update-BgCheckProgress came to; on the information stream with the tag FeishuHire.Summary.</summary>
public sealed class BgCheckRunSummary
{
    /// <summary>The run's name in the ledger and in its result files.</summary>
    public string RunId { get; init; } = string.Empty;

    /// <summary>Why it ended: Completed, Failed, OutOfTime or Stopped. In summary.json also Running: the run is under way, or
    /// its process was killed.</summary>
    public string End { get; init; } = string.Empty;

    /// <summary>The id of the failure that ended the run; null where none did.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Rows taken from the input, empty ones left out.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that were empty in every column.</summary>
    public long Empty { get; init; }

    /// <summary>Rows that became part of another row's update.</summary>
    public long Joined { get; init; }

    /// <summary>Stages accepted in this run.</summary>
    public long Delivered { get; init; }

    /// <summary>Stages that an earlier run delivered.</summary>
    public long AlreadyDelivered { get; init; }

    /// <summary>Stages refused before and unchanged.</summary>
    public long RefusedBefore { get; init; }

    /// <summary>Rows with an error of their own.</summary>
    public long Failed { get; init; }

    /// <summary>Rows that wait for an earlier stage of their order.</summary>
    public long Held { get; init; }

    /// <summary>Of the failed rows, those of which nothing says whether Feishu has them.</summary>
    public long Uncertain { get; init; }

    /// <summary>Why rows failed or were held, the commonest first; of rows that were told, not of those that were told before.</summary>
    public IReadOnlyList<BgCheckRunCause> Causes { get; init; } = [];

    /// <summary>Rows not tried.</summary>
    public long Unprocessed { get; init; }

    /// <summary>Orders of which something waits for somebody, whether they are in this input or not: Get-BgCheckDelivery
    /// -NeedsAction shows it.</summary>
    public long OrdersWaiting { get; init; }

    /// <summary>Calls made.</summary>
    public long Calls { get; init; }

    /// <summary>Calls repeated after a failure.</summary>
    public long Retries { get; init; }

    /// <summary>Answers that asked to slow down.</summary>
    public long Throttled { get; init; }

    /// <summary>How long the run took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Where the run's result files are; null without -ResultPath.</summary>
    public string? ResultPath { get; init; }

    /// <summary>Whether a row failed, was held or was not tried.</summary>
    public bool NeedsAttention => Failed > 0 || Held > 0 || Unprocessed > 0;

    /// <summary>One line for a person.</summary>
    public override string ToString() =>
        Texts.OfRuns.SayInOrder("Summary", Rows, Delivered, AlreadyDelivered, RefusedBefore, Failed, Held, Uncertain, Unprocessed, Joined);
}
