using System;
using System.Collections.Generic;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <content>Lanes that wait until their order has been read back, and what comes of that.</content>
internal sealed partial class DeliveryLoop
{
    private void Await(Lane lane)
    {
        lane.AwaitsReading = true;
        _permits.TenantOf(lane.Tenant).ToRead.Enqueue(lane);
    }

    private void OnOrdersSettled(OrdersSettled settled)
    {
        _counters.AddRead();
        BgCheckError? error = settled.Read?.Error;
        _reads.Ended(error);

        if (Ending.IsEarly)
        {
            // What waited for the answer is told when the run is drained.
            settled.Lanes.ForEach(static lane => lane.AwaitsReading = false);
            return;
        }

        var shown = new Dictionary<string, BgCheckOrder>(StringComparer.Ordinal);
        foreach (BgCheckOrder order in settled.Read?.Orders ?? [])
        {
            shown[order.BackgroundCheckId] = order;
        }

        foreach (Lane lane in settled.Lanes)
        {
            bool isKnown = shown.TryGetValue(lane.OrderId, out BgCheckOrder? order);
            if (isKnown)
            {
                _reads.Take(lane, order!);
            }
            else if (error is null)
            {
                _reads.NotShown(lane);
            }

            GoOn(lane, isKnown);
        }
    }

    /// <summary>A lane has been read: what it waited with is decided, or goes on.</summary>
    private void GoOn(Lane lane, bool isKnown)
    {
        lane.AwaitsReading = false;
        if (lane.IsDoubtful)
        {
            Settle(lane, isKnown);
        }

        if (lane.Current is not { } flight)
        {
            Offer(lane);
            _orders.Retire(lane);
            return;
        }

        flight.NeedsLookup = false;
        if (lane.Facts.TryFind(flight.Waiting.Stage, out StageRecord record) && record.Status == BgCheckDeliveryStatus.Delivered)
        {
            _output.Settled(Deliveries.Of(flight.Row, record, BgCheckDeliveryStatus.Delivered), flight.Row);
            Finish(flight);
        }
        else if (flight.Verdict is { } verdict)
        {
            Tell(flight, verdict);
        }
        else if (flight.Waiting.Evidence != EvidenceVerdict.None)
        {
            // Sent again it could only be refused, or be there twice.
            Tell(flight, DeliveryRules.Ambiguous());
        }
        else
        {
            Enqueue(lane);
        }
    }

    /// <summary>Feishu knows the order of an id that looks rounded, or does not.</summary>
    private void Settle(Lane lane, bool isKnown)
    {
        lane.IsDoubtful = false;
        _doubtful--;
        if (isKnown)
        {
            _rules.Accept(lane.OrderId);
        }
        else
        {
            foreach (WaitingRow row in lane.TakeAll())
            {
                Waiting--;
                Refuse(row.Row, _rules.CheckIds(row.Row)!);
            }
        }

        if (_doubtful == 0 && Ending.IsInputComplete)
        {
            foreach (Lane other in _orders.Lanes)
            {
                Offer(other);
            }
        }
    }
}
