using System;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Results;
using FeishuHire.Errors;

namespace FeishuHire.Delivery;

/// <summary>Writes what a run says into the files of -ResultPath, and ends the run when that is no longer possible. On the
/// pipeline thread.</summary>
internal sealed class ResultRecorder : IDisposable
{
    private readonly DeliveryRun _run;
    private readonly ResultWriter _writer;
    private bool _closed;

    private ResultRecorder(DeliveryRun run, ResultWriter writer)
    {
        _run = run;
        _writer = writer;
    }

    /// <summary>The run's folder.</summary>
    internal string Folder => _writer.Folder;

    /// <summary>Why nothing more is written, or null.</summary>
    internal BgCheckError? Failure { get; private set; }

    /// <summary>Makes the folder and its files, before any call.</summary>
    /// <exception cref="FeishuHireException">ResultPathUnusable.</exception>
    internal static ResultRecorder? Open(DeliveryRun run, string? path) =>
        path is null ? null : new ResultRecorder(run, ResultWriter.Create(path, run.RunId, run.Kind));

    internal void Take(DeliveryEvent item) => Try(() => _writer.Write(item));

    /// <summary>The files are complete; nothing is written after this.</summary>
    /// <param name="summary">What the run came to.</param>
    internal void Complete(BgCheckRunSummary summary)
    {
        Try(() => _writer.Complete(summary));
        _closed = true;
    }

    public void Dispose() => _writer.Dispose();

    private void Try(Action write)
    {
        if (_closed || Failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (FeishuHireException failure)
        {
            Failure = failure.Error;
            _run.Fail(failure.Error);
        }
    }
}
