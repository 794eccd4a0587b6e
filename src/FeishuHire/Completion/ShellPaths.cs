using System.Collections.Generic;
using System.Management.Automation;

namespace FeishuHire.Completion;

/// <summary>Paths as the prompt's location has them; a completer is no cmdlet and cannot ask its session.</summary>
internal static class ShellPaths
{
    /// <summary>The full path of a name that may have wildcards: every file that it fits.</summary>
    internal static IEnumerable<string> Resolve(string path) => Paths().GetResolvedProviderPathFromPSPath(path, out _);

    /// <summary>The full path of a name as it stands.</summary>
    internal static string ResolveLiteral(string path) => Paths().GetUnresolvedProviderPathFromPSPath(path);

    // Only the intrinsics come from a script: what fails in one would be left in the user's $Error.
    private static PathIntrinsics Paths()
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext.SessionState.Path").Invoke<PathIntrinsics>()[0];
    }
}
