using System;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>How a process of the shell ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ShellResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output's lines, without blank ones.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Fails unless the exit code is 0.</summary>
    public ShellResult Ok() => ExitCode == 0 ? this : throw new InvalidOperationException($"Exit code {ExitCode}\n{Output}\n{Error}");
}
