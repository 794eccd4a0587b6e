using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Engine.Delivery;
using FeishuHire.Text;

namespace FeishuHire.Delivery;

/// <summary>Progress by the clock, never by the row: Windows PowerShell draws every record, which would cost more than the
/// calls. Runs of under a second show none.</summary>
internal sealed class ProgressReporter(Cmdlet cmdlet, DeliveryRun run)
{
    private const int ActivityId = 1_739_206;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = First;
    private bool _shown;

    /// <summary>Shows where the run is, when it is time to.</summary>
    internal void Tick()
    {
        TimeSpan now = _watch.Elapsed;
        if (now < _next)
        {
            return;
        }

        _next = now + Every;
        _shown = true;
        RunCounters counters = run.Counters;
        string rate = (counters.Calls / now.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture);
        string status = Texts.OfRuns.SayInOrder("ProgressStatus", counters.Delivered + counters.AlreadyDelivered, counters.Failed, counters.Held, rate);
        var record = new ProgressRecord(ActivityId, Texts.OfRuns.SayInOrder("ProgressActivity"), run.WaitsForRateWindow ? Texts.OfRuns.SayInOrder("ProgressWindow", status) : status);
        if (run.IsInputComplete && counters.Rows > 0)
        {
            long done = counters.Rows - run.Remaining;
            record.PercentComplete = (int)(100 * done / counters.Rows);
            record.SecondsRemaining = done == 0 ? -1 : (int)(now.TotalSeconds * run.Remaining / done);
        }

        cmdlet.WriteProgress(record);
    }

    /// <summary>Takes the display away again.</summary>
    internal void Complete()
    {
        if (_shown)
        {
            _shown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Texts.OfRuns.SayInOrder("ProgressActivity"), " ") { RecordType = ProgressRecordType.Completed });
        }
    }
}
