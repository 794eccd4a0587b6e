using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;

namespace FeishuHire;

/// <summary>What every cmdlet here shares: Ctrl+C reaches the work under way, and failures become ErrorRecords.</summary>
public abstract class FeishuHireCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled by Ctrl+C, and when the pipeline ends early.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>EndProcessing may never run; this does.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds.</summary>
    /// <param name="disposing">True from Dispose.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Writes a failure that concerns one object; the next may succeed.</summary>
    protected private void WriteFailure(BgCheckError error, object? target) => WriteError(ErrorRecords.Of(error, target));

    /// <summary>Ends the pipeline with a failure.</summary>
    protected private void ThrowFailure(BgCheckError error, object? target) => ThrowTerminatingError(ErrorRecords.Of(error, target));

    /// <summary>Waits for work off the pipeline thread; a failure of ours ends the pipeline, a stop passes as the engine's own.</summary>
    /// <param name="work">Started on the thread pool, so that no host's synchronisation context is in its way.</param>
    protected private T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
#pragma warning disable VSTHRD002 // The pipeline thread is where a cmdlet waits.
            return Task.Run(() => work(StopToken)).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        }
        catch (FeishuHireException failure)
        {
            ThrowTerminatingError(ErrorRecords.Of(failure, null));
            throw;
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
