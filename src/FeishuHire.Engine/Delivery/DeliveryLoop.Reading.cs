using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <content>Reading orders back, ahead of their calls: each once in a generation of the ledger, and again wherever an outcome
/// is unknown. Only what is shown counts.</content>
internal sealed partial class DeliveryLoop
{
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    private const int MostReads = 4;
    private const int FailuresBeforeOff = 3;

    private readonly List<(string OrderId, OrderReading Reading)> _readings = [];
    private int _doubtful;
    private int _readFailures;
    private bool _readingIsOff;
    private bool _readingOffTold;

    private bool MayRead => _context.Orders is not null && !_options.NoReadBack && (!_options.DryRun || _options.SettleOnly) && !_readingIsOff && !_ended;

    private bool WasReadNow(Lane lane) => lane.Facts.Reading?.ReadAt >= _startedAt;

    /// <summary>Whether a lane has to be read before its next call.</summary>
    private bool NeedsReading(Lane lane) =>
        MayRead && (lane.Current is { } flight ? flight.NeedsLookup : lane.Facts.NeedsReading(_context.Now, _options.RetryRejected));

    /// <summary>Starts reads for the lanes of a tenant that wait for one, twenty a call.</summary>
    private void Read(TenantState tenant)
    {
        while (MayRead && tenant.ToRead.Count > 0 && tenant.Reads < MostReads)
        {
            var lanes = new List<Lane>();
            while (lanes.Count < OrderQuery.MostIds && tenant.ToRead.Count > 0)
            {
                lanes.Add(tenant.ToRead.Dequeue());
            }

            tenant.Reads++;
            _ = PostReadAsync(tenant, lanes);
        }

        while (!MayRead && !_ended && tenant.ToRead.Count > 0)
        {
            GoOn(tenant.ToRead.Dequeue(), isKnown: false);
        }
    }

    private async Task PostReadAsync(TenantState tenant, List<Lane> lanes)
    {
        try
        {
            OrdersRead read = await _context.Orders!.ReadAsync(lanes.ConvertAll(static lane => lane.OrderId), tenant.Key, _noNewCalls.Token).ConfigureAwait(false);
            _inbox.Post(new OrdersSettled(tenant, lanes, read));
        }
        catch (OperationCanceledException)
        {
            _inbox.Post(new OrdersSettled(tenant, lanes, null));
        }
        catch (Exception bug)
        {
            _inbox.Post(new OrdersSettled(tenant, lanes, null));
            Crash ??= bug;
            _inbox.Post(new StopAsked(RunEnd.Stopped));
        }
    }

    private void OnOrdersSettled(OrdersSettled settled)
    {
        settled.Tenant.Reads--;
        _counters.AddRead();
        if (_ended)
        {
            // What waited for the answer is told when the run is drained.
            settled.Lanes.ForEach(static lane => lane.AwaitsReading = false);
            return;
        }

        if (settled.Read?.Error is { } error)
        {
            ReadFailed(error);
        }
        else
        {
            _readFailures = 0;
        }

        var shown = new Dictionary<string, BgCheckOrder>(StringComparer.Ordinal);
        foreach (BgCheckOrder order in settled.Read?.Orders ?? [])
        {
            shown[order.BackgroundCheckId] = order;
        }

        foreach (Lane lane in settled.Lanes)
        {
            if (shown.TryGetValue(lane.OrderId, out BgCheckOrder? order))
            {
                Apply(lane, order);
            }
            else if (settled.Read?.Error is null)
            {
                Note(lane, new OrderReading { ReadAt = _context.Now });
                GoOn(lane, isKnown: false);
            }
            else
            {
                GoOn(lane, isKnown: false);
            }
        }
    }

    private void ReadFailed(BgCheckError error)
    {
        if (_options.SettleOnly)
        {
            // Reading is all that was asked for.
            EndEarly(RunEnd.Failed, error);
            return;
        }

        _readFailures++;
        _readingIsOff = !error.Retryable || _readFailures >= FailuresBeforeOff;
        if (!_readingOffTold)
        {
            _readingOffTold = true;
            _output.Warn("ReadBackFailed", error.Id, error.Code is int code ? Invariant.Text(code) : "-");
        }
    }

    /// <summary>Takes what an order shows: for what the ledger knows of it, for its rows at hand, and for all that may come.</summary>
    private void Apply(Lane lane, BgCheckOrder order)
    {
        IReadOnlyList<LedgerEntry> entries = _context.Ledger.ReadOrder(lane.OrderId).Entries;
        List<WaitingRow> rows = lane.RowsAtHand();
        bool areStages = _context.Kind == BgCheckDeliveryKind.Progress;
        var evidence = OrderEvidence.Judge(order, entries, areStages ? rows.ConvertAll(EvidenceOf) : [], _context.Ledger.NameHash);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Status != BgCheckDeliveryStatus.Delivered
                && (evidence.Entries[i] == EvidenceVerdict.Shown || OrderEvidence.Proves(order, lane.Facts.Reading, entries[i], entries, _context.Timeout)))
            {
                TellFound(rows, Found(lane, entries[i] with { SentTime = entries[i].SentTime > 0 ? entries[i].SentTime : entries[i].SourceTime }));
            }
        }

        for (int i = 0; areStages && i < rows.Count; i++)
        {
            WaitingRow row = rows[i];
            bool isKnown = lane.Facts.TryFind(row.Stage, out StageRecord record);
            if (evidence.Rows[i] == EvidenceVerdict.Shown && !(isKnown && record.Status == BgCheckDeliveryStatus.Delivered))
            {
                Found(lane, OpenRows.EntryOf(_context, row, BgCheckDeliveryStatus.Delivered) with { Content = row.Content(_context.Ledger), SentTime = row.Time });
            }
            else
            {
                // A lost answer is not told by a later stage that is shown: the stage itself may be there all the same.
                row.Evidence = evidence.Rows[i] == EvidenceVerdict.TooLate && isKnown && record.MayBeThere ? EvidenceVerdict.Ambiguous : evidence.Rows[i];
            }
        }

        Note(lane, new OrderReading
        {
            ReadAt = _context.Now,
            LastShownTime = evidence.LatestIsOurs ? evidence.LatestSourceTime - 1 : evidence.LatestTime,
            Status = order.Status is { } status ? (int)status : null,
        });
        GoOn(lane, isKnown: true);
    }

    /// <summary>Where settling is all that was asked for, an entry without a row at hand is told as well.</summary>
    private void TellFound(List<WaitingRow> rows, LedgerEntry entry)
    {
        ulong key = OrderFacts.KeyOf(entry.StageId, entry.SourceTime);
        if (!_options.SettleOnly || (entry.Kind == _context.Kind && rows.Exists(row => row.Stage == key)))
        {
            return;
        }

        var row = new BgCheckProgress
        {
            Kind = entry.Kind,
            BackgroundCheckId = entry.OrderId,
            StageId = entry.StageId,
            StageTime = entry.SourceTime > 0 ? new BgCheckTime(entry.SourceTime, ChinaOffset) : null,
            TenantKey = entry.TenantKey,
        };
        _output.Settled(Deliveries.Of(row, entry), row);
    }

    private EvidenceRow EvidenceOf(WaitingRow row) => new(
        row.Row.StageId ?? string.Empty,
        row.Time == long.MinValue ? null : row.Time,
        string.IsNullOrWhiteSpace(row.Row.StageName) ? null : _context.Ledger.NameHash(row.Row.StageName!));

    private LedgerEntry Found(Lane lane, LedgerEntry entry)
    {
        LedgerEntry found = entry with
        {
            Status = BgCheckDeliveryStatus.Delivered,
            ReadBack = true,
            ErrorId = null,
            Replayed = false,
            ChangedAt = _context.Now,
            RunId = _context.RunId,
        };
        _open.Settle(found);
        Learn(lane, found);
        return found;
    }

    private void Note(Lane lane, OrderReading reading)
    {
        lane.Facts.Reading = reading;
        if (!_options.DryRun)
        {
            _readings.Add((lane.OrderId, reading));
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
            Retire(lane);
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
            _output.Failed(flight.Row, verdict);
            Finish(flight);
        }
        else if (flight.Waiting.Evidence != EvidenceVerdict.None)
        {
            // Sent again it could only be refused, or be there twice.
            _output.Failed(flight.Row, DeliveryRules.Ambiguous());
            Finish(flight);
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

            Retire(lane);
        }

        if (_doubtful == 0 && _inputEnded)
        {
            foreach (Lane other in new List<Lane>(_lanes.Values))
            {
                Offer(other);
            }
        }
    }

    /// <summary>An update of which nobody knows is looked up before it is told or sent again.</summary>
    /// <returns>Whether it waits for that now.</returns>
    private bool LookUp(StageInFlight flight, BgCheckError verdict)
    {
        if (!MayRead)
        {
            return false;
        }

        flight.Verdict = verdict;
        flight.NeedsLookup = true;
        Await(flight.Lane);
        return true;
    }

    private void Await(Lane lane)
    {
        lane.AwaitsReading = true;
        TenantOf(lane.Tenant).ToRead.Enqueue(lane);
    }

    private async Task FlushReadingsAsync()
    {
        if (_readings.Count > 0)
        {
            // What an order was found to show is durable before the note that it was read: it is not asked again.
            await _open.FlushAsync().ConfigureAwait(false);
            (string, OrderReading)[] readings = [.. _readings];
            _readings.Clear();
            await _context.Ledger.RecordReadingAsync(readings).ConfigureAwait(false);
        }
    }
}
