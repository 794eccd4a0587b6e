using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>A process of the real PowerShell, of the version that .config/dotnet-tools.json pins: for what needs a process of
/// its own, or an end by force.</summary>
internal sealed class ShellProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _data;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ShellProcess(Process process, string data)
    {
        _process = process;
        _data = data;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The operating system's id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Runs the shell to its end.</summary>
    /// <param name="arguments">Its arguments after -NoProfile -NonInteractive, e.g. -Command and a script.</param>
    public static Task<ShellResult> RunAsync(params string[] arguments) => Start(arguments).WaitAsync();

    /// <summary>Starts the shell.</summary>
    /// <param name="arguments">Its arguments after -NoProfile -NonInteractive.</param>
    /// <param name="environment">Variables to set, or to remove where the value is null.</param>
    /// <param name="workingDirectory">Its folder; the repository's root without one.</param>
    public static ShellProcess Start(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? workingDirectory = null)
    {
        ProcessStartInfo start = new("dotnet")
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = workingDirectory ?? Repo.Root,
        };
        start.ArgumentList.Add(Repo.Shell);
        foreach (string argument in arguments.Prepend("-NonInteractive").Prepend("-NoProfile"))
        {
            start.ArgumentList.Add(argument);
        }

        // Never the ledger of whoever runs the tests.
        string data = Directory.CreateTempSubdirectory("feishu-shell-").FullName;
        start.Environment["XDG_DATA_HOME"] = start.Environment["LOCALAPPDATA"] = data;
        start.Environment["FEISHU_LEDGER_PATH"] = null;
        start.Environment["PSModulePath"] = Repo.Modules;
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["NO_COLOR"] = "1";
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        ShellProcess shell = new(Process.Start(start)!, data);
        shell._process.StandardInput.Close();
        return shell;
    }

    /// <summary>Ends the process at once, as SIGKILL or a power cut does.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits for the end; kills the process and throws when that takes too long.</summary>
    /// <param name="limit">Two minutes without one.</param>
    public async Task<ShellResult> WaitAsync(TimeSpan? limit = null)
    {
        using CancellationTokenSource timeout = new(limit ?? TimeSpan.FromMinutes(2));
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException e)
        {
            Kill();
            throw new TimeoutException($"The shell did not end.\n{await _output}\n{await _error}", e);
        }

        var result = new ShellResult(_process.ExitCode, await _output, await _error);
        RemoveData();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
            _process.WaitForExit();
        }

        RemoveData();
        _process.Dispose();
    }

    private void RemoveData()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}
