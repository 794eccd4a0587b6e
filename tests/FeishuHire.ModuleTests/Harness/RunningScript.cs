using System;
using System.Management.Automation;
using System.Threading.Tasks;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>A script that runs in a <see cref="ModuleSession"/>.</summary>
internal sealed class RunningScript
{
    private readonly PowerShell _shell;
    private readonly IAsyncResult _invocation;

    internal RunningScript(PowerShell shell, PSDataCollection<object>? input)
    {
        _shell = shell;
        _invocation = input is null
            ? shell.BeginInvoke<object, PSObject>(null, Output)
            : shell.BeginInvoke(input, Output);
    }

    /// <summary>What has come out so far; waits for the next object when it is enumerated.</summary>
    public PSDataCollection<PSObject> Output { get; } = [];

    /// <summary>What has been written so far.</summary>
    public PSDataStreams Streams => _shell.Streams;

    /// <summary>Whether the script has ended.</summary>
    public bool HasEnded => _invocation.IsCompleted;

    /// <summary>Waits for the first output object, or for the end.</summary>
    public async Task FirstOutputAsync()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Output.DataAdded += (_, _) => arrived.TrySetResult();
        if (Output.Count == 0)
        {
            await Task.WhenAny(arrived.Task, Task.Factory.FromAsync(_invocation, _ => { }));
        }
    }

    /// <summary>Presses Ctrl+C and waits until the pipeline has stopped; throws when that takes longer than allowed.</summary>
    /// <param name="limit">Generous: what is measured is whether it ends, not how fast the machine is.</param>
    public RunResult Stop(TimeSpan? limit = null)
    {
        Task stop = Task.Run(_shell.Stop);
        return stop.Wait(limit ?? TimeSpan.FromSeconds(30)) ? Wait() : throw new TimeoutException("The pipeline did not stop.");
    }

    /// <summary>Waits for the end.</summary>
    public RunResult Wait()
    {
        RuntimeException? terminating = null;
        try
        {
            _shell.EndInvoke(_invocation);
        }
        catch (PipelineStoppedException)
        {
            // State says it.
        }
        catch (RuntimeException e)
        {
            terminating = e;
        }

        PSDataStreams streams = _shell.Streams;
        RunResult result = new(
            [.. Output],
            [.. streams.Error],
            [.. Texts(streams.Warning)],
            [.. Texts(streams.Verbose)],
            [.. Texts(streams.Debug)],
            [.. streams.Information],
            [.. streams.Progress],
            terminating,
            _shell.InvocationStateInfo.State);
        _shell.Dispose();
        return result;

        static System.Collections.Generic.IEnumerable<string> Texts<T>(PSDataCollection<T> records)
            where T : InformationalRecord
        {
            foreach (T record in records)
            {
                yield return record.Message;
            }
        }
    }
}
