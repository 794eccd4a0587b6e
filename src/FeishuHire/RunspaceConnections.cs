using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace FeishuHire;

/// <summary>The connection that Connect-FeishuHire opened in a runspace: each runspace has its own, as each has its own
/// variables.</summary>
internal static class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, Slot> Slots = new();

    internal static FeishuHireConnection? Current
    {
        get => Runspace.DefaultRunspace is { } runspace && Slots.TryGetValue(runspace, out Slot? slot) ? slot.Connection : null;
        set
        {
            if (Runspace.DefaultRunspace is { } runspace)
            {
                Slots.GetValue(runspace, static _ => new Slot()).Connection = value;
            }
        }
    }

    private sealed class Slot
    {
        internal FeishuHireConnection? Connection { get; set; }
    }
}
