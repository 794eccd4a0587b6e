using FeishuHire.Engine.Delivery;

namespace FeishuHire.Delivery;

/// <summary>Hands what a run says to its result files, and sees to the row behind the end of a run: it counts as failed,
/// once, also where the run itself only lists it as not tried, or not at all.</summary>
internal sealed class ResultTracker(DeliveryRun run, ResultRecorder? results)
{
    private bool _fatalFailed;

    /// <summary>The row behind the end of the run, where it has no error of its own; null where there is none.</summary>
    internal RowFailed? FatalRow => run.FatalRow is { } row && !_fatalFailed ? new RowFailed(row, run.FatalError!) : null;

    /// <summary>Whether the run lists that row as not tried.</summary>
    internal bool FatalUntried { get; private set; }

    internal void Record(DeliveryEvent item)
    {
        if (run.FatalRow is { } fatal)
        {
            if (item is RowUnprocessed untried && ReferenceEquals(untried.Row, fatal))
            {
                FatalUntried = true;
                return;
            }

            _fatalFailed |= item is RowFailed failed && ReferenceEquals(failed.Row, fatal);
        }

        results?.Take(item);
    }
}
