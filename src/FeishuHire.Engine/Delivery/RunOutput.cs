using System;
using System.Collections.Concurrent;
using System.Threading;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

#pragma warning disable CA1001 // Never disposed: a late timer may still want to say something, and the queue holds no handle.
/// <summary>The queue between the run and the pipeline thread. The run alone completes it.</summary>
internal sealed class RunOutput(RunCounters counters)
#pragma warning restore CA1001
{
    private readonly BlockingCollection<DeliveryEvent> _events = new(new ConcurrentQueue<DeliveryEvent>());

    internal bool IsCompleted => _events.IsCompleted;

    internal bool TryTake(out DeliveryEvent? item, TimeSpan wait, CancellationToken cancellationToken) =>
        _events.TryTake(out item, (int)wait.TotalMilliseconds, cancellationToken);

    internal void Settled(BgCheckDelivery delivery, BgCheckProgress row)
    {
        counters.AddSettled(delivery.Status);
        Add(new StageSettled(delivery, row));
    }

    internal void Failed(BgCheckProgress row, BgCheckError error)
    {
        if (error.Id == ErrorId.OrderHeld)
        {
            counters.AddHeld();
        }
        else
        {
            counters.AddFailed();
            if (error.Outcome == BgCheckDeliveryStatus.Uncertain)
            {
                counters.AddUncertain();
            }
        }

        Add(new RowFailed(row, RowFacts.AddTo(error, row)));
    }

    internal void Rehearsed(BgCheckProgress row) => Add(new RowRehearsed(row));

    internal void Unprocessed(BgCheckProgress row)
    {
        counters.AddUnprocessed();
        Add(new RowUnprocessed(row));
    }

    internal void Verbose(string key, params string[] facts) => Add(new RunNote(false, key, facts));

    internal void Warn(string key, params string[] facts) => Add(new RunNote(true, key, facts));

    internal void Complete() => _events.CompleteAdding();

    private void Add(DeliveryEvent item)
    {
        if (!_events.IsAddingCompleted)
        {
            _events.Add(item);
        }
    }
}
