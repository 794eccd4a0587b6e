using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Files;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Results;

/// <summary>The result files of one run: <c>DIR\yyyyMMdd-HHmmss-run\delivered.csv, failed.csv, unprocessed.csv,
/// summary.json</c>. Written as the run goes, row by row; what a killed process leaves can be used. They hold names,
/// results and links, as the input does: see <see cref="FileReaders.AsTheFolder"/>. Not for several threads at once.</summary>
public sealed class ResultWriter : IDisposable
{
    /// <summary>What summary.json says of a run that is under way, or whose process was killed.</summary>
    public const string Running = "Running";

    private readonly ResultFile _delivered;
    private readonly ResultFile _failed;
    private readonly ResultFile _unprocessed;
    private readonly string _summary;

    private ResultWriter(string folder, BgCheckDeliveryKind kind)
    {
        Folder = folder;
        _delivered = new ResultFile(Path.Combine(folder, "delivered.csv"), kind);
        _failed = new ResultFile(Path.Combine(folder, "failed.csv"), kind);
        _unprocessed = new ResultFile(Path.Combine(folder, "unprocessed.csv"), kind);
        _summary = Path.Combine(folder, "summary.json");
    }

    /// <summary>The run's own folder.</summary>
    public string Folder { get; }

    /// <summary>Makes the folder and its files.</summary>
    /// <param name="path">The folder for the results of all runs, a full path; made where it is missing.</param>
    /// <param name="runId">Names the run.</param>
    /// <param name="kind">What the run delivers.</param>
    /// <exception cref="FeishuHireException">ResultPathUnusable.</exception>
    public static ResultWriter Create(string path, string runId, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress) => Create(path, runId, TimeProvider.System, kind);

    internal static ResultWriter Create(string path, string runId, TimeProvider clock, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress) => Guard(path, () =>
    {
        string name = clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + "-" + runId;
        FileSecurity.EnsureFolder(path, FileReaders.AsTheFolder);
        string folder = Path.Combine(path, name);
        FileSecurity.EnsureFolder(folder, FileReaders.AsTheFolder);
        var writer = new ResultWriter(folder, kind);
        SummaryFile.Write(writer._summary, new BgCheckRunSummary { RunId = runId, End = Running, ResultPath = folder });
        return writer;
    });

    /// <summary>Takes what a run says. What an earlier run settled is only counted.</summary>
    /// <param name="item">The event.</param>
    /// <exception cref="FeishuHireException">ResultPathUnusable, e.g. a full disk.</exception>
    public void Write(DeliveryEvent item)
    {
        switch (item)
        {
            case StageSettled { Delivery.Status: BgCheckDeliveryStatus.Delivered } settled:
                Write(_delivered, settled.Row, RowOutcome.Of(settled.Delivery));
                break;
            case RowFailed { Error.Id: ErrorId.OrderHeld } held:
                Write(_unprocessed, held.Row, RowOutcome.Of(held.Error));
                break;
            case RowFailed failed:
                Write(_failed, failed.Row, RowOutcome.Of(failed.Error));
                break;
            case RunFailed { Row: { } last } failure:
                Write(_failed, last, RowOutcome.Of(failure.Error));
                break;
            case RowUnprocessed untried:
                Write(_unprocessed, untried.Row, RowOutcome.Untried);
                break;
        }
    }

    /// <summary>Writes what the run came to; an idle run leaves nothing else.</summary>
    /// <param name="summary">It.</param>
    /// <exception cref="FeishuHireException">ResultPathUnusable.</exception>
    public void Complete(BgCheckRunSummary summary) => Guard(Folder, () =>
    {
        SummaryFile.Write(_summary, summary);
        ResultFile[] files = [_delivered, _failed, _unprocessed];
        if (Array.TrueForAll(files, static file => file.IsEmpty))
        {
            Array.ForEach(files, static file => file.Delete());
        }

        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _delivered.Dispose();
        _failed.Dispose();
        _unprocessed.Dispose();
    }

    private void Write(ResultFile file, BgCheckProgress row, RowOutcome outcome) => Guard(Folder, () =>
    {
        IReadOnlyList<BgCheckProgress> rows = SourceRows.Of(row);
        for (int i = 0; i < rows.Count; i++)
        {
            file.Write(rows[i], outcome);
        }

        return true;
    });

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure)
        {
            if (ResultErrors.From(failure, path) is { } known)
            {
                throw known;
            }

            throw;
        }
    }
}
