using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace FeishuHire.Commands;

/// <summary>Starts the rehearsal stage: a stand-in for Feishu's endpoints on this machine.</summary>
[Cmdlet(
    VerbsLifecycle.Start,
    "FeishuHireSandbox",
    HelpUri = HelpPages.Root + "Start-FeishuHireSandbox.md")]
[OutputType(typeof(FeishuHireSandbox))]
public sealed class StartFeishuHireSandboxCommand : FeishuHireCmdlet
{
    private static readonly string[] Settings =
    [
        nameof(Port), nameof(KnownOrder), nameof(CompletedOrder), nameof(ApproveResult), nameof(Latency),
        nameof(Jitter), nameof(Fault), nameof(CallsPerSecond), nameof(CallsPerMinute), nameof(Seed),
    ];

    /// <summary>The port on 127.0.0.1; any free one unless given.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>The only orders it is to know; every id of digits unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] KnownOrder { get; set; } = [];

    /// <summary>Orders that are completed: calls for them are refused with 1002858.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CompletedOrder { get; set; } = [];

    /// <summary>What becomes of final results: they complete the order (None), or the administrator has to approve them and
    /// never does (Pending), does (Approved), does not (Rejected), or the approval is withdrawn (Withdrawn).</summary>
    [Parameter]
    [ValidateSet("None", "Pending", "Approved", "Rejected", "Withdrawn")]
    public string ApproveResult { get; set; } = "None";

    /// <summary>What every call takes at least, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int Latency { get; set; }

    /// <summary>The most that chance adds to it, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, 600_000)]
    public int Jitter { get; set; }

    /// <summary>Faults to play: names such as <c>SystemErrorAfterApply</c>, or tables such as
    /// <c>@{ Kind = 'CutAfterApply'; Count = 2; Order = '6931286400470354183' }</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[] Fault { get; set; } = [];

    /// <summary>The most calls it lets through in any second; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>The most calls it lets through in any 60 seconds; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int CallsPerMinute { get; set; } = 1000;

    /// <summary>The seed of the jitter.</summary>
    [Parameter]
    public int Seed { get; set; } = 1;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            (FeishuHireSandbox sandbox, string? warning) = SandboxHost.Start(Asked());
            if (warning is not null)
            {
                WriteWarning(warning);
            }

            WriteObject(sandbox);
        }
        catch (FeishuHireException failure)
        {
            ThrowTerminatingError(ErrorRecords.Of(failure, null));
        }
    }

    private SandboxSettings? Asked() => !Array.Exists(Settings, MyInvocation.BoundParameters.ContainsKey) ? null : new SandboxSettings
    {
        Port = Port,
        KnownOrder = KnownOrder,
        CompletedOrder = CompletedOrder,
        ApproveResult = ApproveResult,
        Latency = TimeSpan.FromMilliseconds(Latency),
        Jitter = TimeSpan.FromMilliseconds(Jitter),
        Fault = [.. Fault.Select(Plain)],
        CallsPerSecond = CallsPerSecond,
        CallsPerMinute = CallsPerMinute,
        Seed = Seed,
    };

    /// <summary>A fault without PowerShell's wrapping; an object with properties reads as a table.</summary>
    private static object? Plain(object? fault)
    {
        if (fault is not PSObject wrapped)
        {
            return fault;
        }

        if (wrapped.BaseObject is not PSCustomObject)
        {
            return wrapped.BaseObject;
        }

        var table = new Hashtable();
        foreach (PSPropertyInfo property in wrapped.Properties)
        {
            table[property.Name] = property.Value;
        }

        return table;
    }
}
