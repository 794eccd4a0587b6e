using FeishuHire.Errors;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Engine.Delivery;

/// <content>Rows on arrival: what the ledger knows is told at once, the others wait in their order's lane.</content>
internal sealed partial class DeliveryLoop
{
    /// <summary>A row that is being taken in when the ledger fails is not lost with the run; one that has its lane is told with
    /// it.</summary>
    private void TakeIn(BgCheckProgress row)
    {
        Lane? lane = null;
        try
        {
            lane = OnRow(row);
        }
        catch (FeishuHireException failure) when (!Ending.IsEarly)
        {
            Ending.Early(RunEnd.Failed, failure.Error, row);
        }

        if (lane is not null && _options.NoReorder && !_options.SendsNothing)
        {
            Offer(lane);
        }
    }

    /// <returns>The lane that the row waits in; null where it is settled.</returns>
    private Lane? OnRow(BgCheckProgress row)
    {
        _counters.AddRow();
        if (Ending.IsEarly)
        {
            _open.Untried(new WaitingRow(row, ++_arrival), _orders.FactsFor(row));
            return null;
        }

        BgCheckError? idFault = _rules.CheckIds(row);
        if (idFault is not null && !_rules.NamesOrder(row) && !MayBeRight(row, ref idFault))
        {
            Refuse(row, idFault!);
            return null;
        }

        OrderFacts facts = _orders.FactsOf(row.BackgroundCheckId!);
        BgCheckError? tenantFault = _orders.TenantFault(facts, row);
        if (_orders.EndsRun(tenantFault))
        {
            Ending.Early(RunEnd.Failed, tenantFault, row);
            return null;
        }

        var waiting = new WaitingRow(row, ++_arrival) { Fault = idFault ?? tenantFault };
        _orders.Note(facts, waiting.Time);
        if (idFault is null && _rules.Known(facts, waiting) is { } status)
        {
            Tell(facts, waiting, status);
            return null;
        }

        return Add(facts, waiting);
    }

    /// <summary>Whether an order id that looks rounded is known to be right, or can be asked for.</summary>
    private bool MayBeRight(BgCheckProgress row, ref BgCheckError? fault)
    {
        if (row.Fault is not null || row.BackgroundCheckId is not { } id || !IdCell.LooksRounded(id) || RowRules.CheckIds(row, acceptsRoundedId: true).Count > 0)
        {
            return false;
        }

        if (_orders.FactsOf(id).HasDelivered)
        {
            _rules.Accept(id);
        }
        else if (!_reads.IsOn)
        {
            return false;
        }

        fault = null;
        return true;
    }

    /// <summary>A row that belongs to no one order that can be named.</summary>
    private void Refuse(BgCheckProgress row, BgCheckError error)
    {
        if (error.Id != ErrorId.DamagedId || !DamagedIds.NamesOrders(row.BackgroundCheckId))
        {
            _output.Failed(row, error);
            return;
        }

        var waiting = new WaitingRow(row, ++_arrival);
        OrderFacts facts = _orders.FactsOf(row.BackgroundCheckId!);
        if (facts.TryFind(waiting.Stage, out StageRecord record) && record.Status == BgCheckDeliveryStatus.Abandoned)
        {
            Tell(facts, waiting, BgCheckDeliveryStatus.RefusedBefore);
            return;
        }

        if (_context.Kind == BgCheckDeliveryKind.Progress)
        {
            _open.Damaged.Add(new DamagedRow(row.BackgroundCheckId!, row.StageId ?? string.Empty, waiting.Time, InThisRun: true));
        }

        _open.Refuse(waiting, error, facts);
    }

    /// <summary>Rows that say the same of one stage are told once.</summary>
    private void Tell(OrderFacts facts, WaitingRow waiting, BgCheckDeliveryStatus status)
    {
        if (!facts.Tell(waiting.Stage))
        {
            _counters.AddJoined();
            return;
        }

        if (status == BgCheckDeliveryStatus.AlreadyDelivered)
        {
            _open.Confirm(facts, waiting.Time);
        }

        facts.TryFind(waiting.Stage, out StageRecord record);
        _output.Settled(Deliveries.Of(waiting.Row, record, status), waiting.Row);
    }

    private Lane? Add(OrderFacts facts, WaitingRow waiting)
    {
        Lane lane = _orders.LaneOf(facts, isDoubtful: !_rules.NamesOrder(waiting.Row), out bool isNew);
        _doubtful += isNew && lane.IsDoubtful ? 1 : 0;
        if (waiting.Fault is null && lane.FindStage(waiting.Stage) is { } other)
        {
            if (other.Join(waiting.Row) != JoinOutcome.Different)
            {
                _counters.AddJoined();
                return null;
            }

            waiting = new WaitingRow(waiting.Row, waiting.Arrival) { Twin = other.Row };
        }

        lane.Add(waiting, sorted: _options.NoReorder);
        Waiting++;
        return lane;
    }
}
