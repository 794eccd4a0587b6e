using System;

namespace FeishuHire.Engine.Ledger;

/// <summary>How a ledger works, beside its place.</summary>
public sealed record LedgerOptions
{
    /// <summary>Where the time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long to wait for another program that is writing to the file.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest that a call takes: one whose end was never recorded counts against the budget until then.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most pages of 4 KiB that the file may have; null for no limit. For tests of a full disk.</summary>
    internal int? MaxPages { get; init; }
}
