using System;
using System.Management.Automation;
using System.Reflection;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>Select-Object -First, which System.Management.Automation alone does not have: passes objects on and then stops
/// everything before it in the pipeline, by the very exception that Select-Object throws.</summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    private int _seen;

    /// <summary>How many objects to let through.</summary>
    [Parameter(Position = 0)]
    public int Count { get; set; } = 1;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (++_seen < Count)
        {
            return;
        }

        Type type = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        throw (Exception)Activator.CreateInstance(
            type,
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public,
            binder: null,
            [this],
            culture: null)!;
    }
}
