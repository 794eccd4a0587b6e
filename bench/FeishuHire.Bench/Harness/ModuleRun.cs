using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;

namespace FeishuHire.Bench.Harness;

/// <summary>One run of Update-BgCheckProgress in a process of its own, as a user's script would do it.</summary>
internal sealed record ModuleRun(string Address, string Rows)
{
    /// <summary>So high that they never hold anything up.</summary>
    public const int NoLimitPerSecond = 100_000;

    /// <summary>So high that they never hold anything up.</summary>
    public const int NoLimitPerMinute = 1_000_000;

    public int ThrottleLimit { get; init; } = 16;

    public int CallsPerSecond { get; init; } = NoLimitPerSecond;

    public int CallsPerMinute { get; init; } = NoLimitPerMinute;

    /// <summary>The ledger's file; null for -NoLedger.</summary>
    public string? Ledger { get; init; }

    /// <summary>Whether the ledger is made.</summary>
    public bool NewLedger { get; init; }

    /// <summary>Whether orders are read back before their first call.</summary>
    public bool ReadBack { get; init; } = true;

    /// <summary>Where rows come from: Import reads the file, Objects are in memory before.</summary>
    public string From { get; init; } = "Import";

    /// <summary>Rows delivered before, unmeasured, so that what is measured runs compiled; null for none.</summary>
    public string? WarmUp { get; init; }

    public Task<ChildResult> RunAsync()
    {
        List<string> arguments =
        [
            Layout.Shell, "-NoProfile", "-NonInteractive", "-File", Layout.Script("deliver.ps1"),
            "-Address", Address,
            "-Rows", Rows,
            "-From", From,
            "-ThrottleLimit", Text(ThrottleLimit),
            "-CallsPerSecond", Text(CallsPerSecond),
            "-CallsPerMinute", Text(CallsPerMinute),
        ];
        if (Ledger is not null)
        {
            arguments.AddRange(["-Ledger", Ledger]);
        }

        if (NewLedger)
        {
            arguments.Add("-NewLedger");
        }

        if (!ReadBack)
        {
            arguments.Add("-NoReadBack");
        }

        if (WarmUp is not null)
        {
            arguments.AddRange(["-WarmUp", WarmUp]);
        }

        return Child.RunAsync(Layout.DotNet, arguments);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
