using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Errors;
using FeishuHire.Files;
using FeishuHire.Rows;
using FeishuHire.Text;
using FeishuHire.Values;

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

    /// <summary>Ends the pipeline because of a parameter that cannot be used; the error names it, shows its value and says
    /// what to give instead.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="value">What was given, or the part of it that is wrong; never a secret.</param>
    /// <param name="key">One of <see cref="ArgumentKey"/>.</param>
    /// <param name="facts">Further placeholders of the text.</param>
    protected private void ThrowBadParameter(string parameter, object? value, string key, params (string Name, object? Value)[] facts) =>
        ThrowFailure(ArgumentErrors.Bad(parameter, value is PSObject wrapped ? wrapped.BaseObject : value, key, facts), value);

    /// <summary>A time zone given as a parameter; one that is not known ends the pipeline.</summary>
    /// <param name="value">What was given; null for none.</param>
    /// <param name="parameter">The parameter's name.</param>
    protected private TimeZoneInfo? ReadZone(object? value, string parameter)
    {
        TimeZoneInfo? zone = value is null ? null : TimeZoneArgument.Read(value);
        if (value is not null && zone is null)
        {
            ThrowBadParameter(parameter, value, ArgumentKey.TimeZone);
        }

        return zone;
    }

    /// <summary>A time given as a parameter, Unix milliseconds; one that cannot be read ends the pipeline.</summary>
    /// <param name="value">What was given; null for none.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="times">How times are read.</param>
    protected private long? ReadTime(object? value, string parameter, TimeCellOptions times)
    {
        TimeReading reading = TimeCell.Read(value is PSObject wrapped ? wrapped.BaseObject : value, times);
        if (reading.Violation is { } violation)
        {
            ThrowBadParameter(parameter, value, ArgumentKey.Time, ("Reason", violation.Message));
        }

        return reading.Time?.UnixMilliseconds;
    }

    /// <summary>The place that a parameter names; what is none ends the pipeline.</summary>
    /// <param name="kind">One of <see cref="PlacePath"/>.</param>
    /// <param name="path">What the user gave, or null.</param>
    protected private string? PlaceOf(Func<PSCmdlet, string?, string?> kind, string? path)
    {
        try
        {
            return kind(this, path);
        }
        catch (FeishuHireException failure)
        {
            ThrowTerminatingError(ErrorRecords.Of(failure, path));
            throw;
        }
    }

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
