using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;

namespace FeishuHire.Shell;

/// <summary>Runs a script or a command in one runspace and says with which code to exit.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private const int Interrupted = 130;
    private const string Succeeded = "FeishuHireShellSucceeded";

    private readonly ShellHost _host;
    private readonly Runspace _runspace;
    private PowerShell? _running;
    private int _interrupts;

    public ScriptRunner(ShellHost host)
    {
        _host = host;
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
        Console.CancelKeyPress += OnInterrupt;
    }

    /// <summary>Runs what the command line asks for.</summary>
    /// <returns>The code of <c>exit</c>; 1 after a terminating error, or when the last statement of -Command failed;
    /// 130 after Ctrl+C.</returns>
    public int Run(ShellArguments arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        if (arguments.Command is { } text)
        {
            // $? of the pipeline as a whole would be Out-Default's.
            shell.AddScript($"{text}\n$global:{Succeeded} = $?", useLocalScope: false);
        }
        else
        {
            string file = Path.GetFullPath(arguments.File!);
            if (!File.Exists(file))
            {
                Console.Error.WriteLine($"There is no script {file}.");
                return 64;
            }

            shell.AddCommand(file, useLocalScope: false);
            foreach (CommandParameter parameter in arguments.FileArguments)
            {
                shell.Commands.Commands[0].Parameters.Add(parameter);
            }
        }

        bool ended = Invoke(shell);
        _host.UI.EndProgress();
        return Volatile.Read(ref _interrupts) > 0 ? Interrupted
            : _host.ExitCode ?? (!ended ? 1 : arguments.Command is null ? LastExitCode() : LastStatementFailed() ? 1 : 0);
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= OnInterrupt;
        _runspace.Dispose();
    }

    private bool Invoke(PowerShell shell)
    {
        // Errors go the way of the output, so that Out-Default shows both in the order in which they came.
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            Volatile.Write(ref _running, shell);
            shell.Invoke();
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException e)
        {
            Show(e.ErrorRecord);
            return false;
        }
        finally
        {
            Volatile.Write(ref _running, null);
        }
    }

    private void Show(ErrorRecord error)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        _host.UI.ErrorsOnly = true;
        shell.AddCommand("Out-Default").Invoke(new[] { error });
        _host.UI.ErrorsOnly = false;
    }

    // What `exit` in a script leaves behind; a script without one leaves what its last program did.
    private int LastExitCode() => _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? 0;

    private bool LastStatementFailed() => _runspace.SessionStateProxy.GetVariable(Succeeded) is false;

    // The first Ctrl+C stops the pipeline, which may take its time to settle what is under way; the second ends the process.
    private void OnInterrupt(object? sender, ConsoleCancelEventArgs e)
    {
        PowerShell? running = Volatile.Read(ref _running);
        if (running is not null && Interlocked.Increment(ref _interrupts) == 1)
        {
            e.Cancel = true;
            running.BeginStop(null, null);
        }
    }
}
