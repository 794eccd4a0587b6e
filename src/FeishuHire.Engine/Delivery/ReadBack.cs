using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Reads orders back, twenty a call and ahead of their own calls: each once in a generation of the ledger, and again
/// wherever an outcome is unknown. Only what is shown counts. The loop's alone; the reads themselves go beside it.</summary>
internal sealed class ReadBack(DeliveryContext context, DeliveryOptions options, RunInbox inbox, RunOutput output, OpenRows open, RunEnding ending)
{
    private const int MostReads = 4;
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    private readonly List<(string OrderId, OrderReading Reading)> _readings = [];
    private bool _isOff;

    /// <summary>Whether orders can be asked for now.</summary>
    internal bool IsOn => context.Orders is not null && !options.NoReadBack && (!options.DryRun || options.SettleOnly) && !_isOff && !ending.IsEarly;

    /// <summary>Whether a lane has to be read before its next call.</summary>
    internal bool IsNeededBy(Lane lane) =>
        IsOn && (lane.Current is { } flight ? flight.NeedsLookup : lane.Facts.NeedsReading(context.Now, options.RetryRejected));

    /// <summary>Reads under way: calls like any other, within the same limit.</summary>
    internal int UnderWay { get; private set; }

    /// <summary>Starts reads for the lanes of a tenant that wait for one.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="room">Calls that may be under way beside the updates'.</param>
    internal void Start(TenantState tenant, int room)
    {
        while (IsOn && tenant.ToRead.Count > 0 && UnderWay < Math.Min(MostReads, room))
        {
            var lanes = new List<Lane>();
            while (lanes.Count < OrderQuery.MostIds && tenant.ToRead.Count > 0)
            {
                lanes.Add(tenant.ToRead.Dequeue());
            }

            UnderWay++;
            _ = PostAsync(tenant, lanes);
        }
    }

    /// <summary>A read has ended. One that came to nothing has been tried often enough: the run goes on as without reading.</summary>
    internal void Ended(BgCheckError? error)
    {
        UnderWay--;
        if (error is null || ending.IsEarly || _isOff)
        {
            return;
        }

        if (options.SettleOnly)
        {
            // Reading is all that was asked for.
            ending.Early(RunEnd.Failed, error);
            return;
        }

        _isOff = true;
        output.Warn("ReadBackFailed", error.Id, error.Code is int code ? Invariant.Text(code) : "-");
    }

    /// <summary>Feishu does not show an order.</summary>
    internal void NotShown(Lane lane) => Note(lane, new OrderReading { ReadAt = context.Now });

    /// <summary>Takes what an order shows: for what the ledger knows of it, for its rows at hand, and for all that may come.</summary>
    internal void Take(Lane lane, BgCheckOrder order)
    {
        IReadOnlyList<LedgerEntry> entries = context.Ledger.ReadOrder(lane.OrderId).Entries;
        List<WaitingRow> rows = lane.RowsAtHand();
        List<EvidenceRow> stages = context.Kind == BgCheckDeliveryKind.Progress ? rows.ConvertAll(EvidenceOf) : [];
        var evidence = OrderEvidence.Judge(order, entries, stages, context.Ledger.NameHash);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Status != BgCheckDeliveryStatus.Delivered
                && (evidence.Entries[i] == EvidenceVerdict.Shown || OrderEvidence.Proves(order, lane.Facts.Reading, entries[i], entries, context.Timeout)))
            {
                TellFound(rows, Found(lane, entries[i] with { SentTime = entries[i].SentTime > 0 ? entries[i].SentTime : entries[i].SourceTime }));
            }
        }

        for (int i = 0; i < stages.Count; i++)
        {
            TakeRow(lane, rows[i], evidence.Rows[i]);
        }

        Note(lane, new OrderReading
        {
            ReadAt = context.Now,
            LastShownTime = evidence.LatestIsOurs ? evidence.LatestSourceTime - 1 : evidence.LatestTime,
            Status = order.Status is { } status ? (int)status : null,
        });
    }

    /// <summary>Writes which orders were read.</summary>
    /// <exception cref="FeishuHireException">A ledger error.</exception>
    internal async Task FlushAsync()
    {
        if (_readings.Count > 0)
        {
            // What an order was found to show is durable before the note that it was read: it is not asked again.
            await open.FlushAsync().ConfigureAwait(false);
            (string, OrderReading)[] readings = [.. _readings];
            _readings.Clear();
            await context.Ledger.RecordReadingAsync(readings).ConfigureAwait(false);
        }
    }

    private async Task PostAsync(TenantState tenant, List<Lane> lanes)
    {
        OrdersRead? read = null;
        try
        {
            read = await context.Orders!.ReadAsync(lanes.ConvertAll(static lane => lane.OrderId), tenant.Key, ending.NoNewCalls).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
        catch (Exception bug)
        {
            inbox.Post(new Crashed(bug, EndsCall: false));
        }

        inbox.Post(new OrdersSettled(lanes, read));
    }

    private void TakeRow(Lane lane, WaitingRow row, EvidenceVerdict verdict)
    {
        bool isKnown = lane.Facts.TryFind(row.Stage, out StageRecord record);
        if (verdict == EvidenceVerdict.Shown && !(isKnown && record.Status == BgCheckDeliveryStatus.Delivered))
        {
            Found(lane, OpenRows.EntryOf(context, row, BgCheckDeliveryStatus.Delivered) with { Content = row.Content(context.Ledger), SentTime = row.Time });
        }
        else
        {
            // A lost answer is not told by a later stage that is shown: the stage itself may be there all the same.
            row.Evidence = verdict == EvidenceVerdict.TooLate && isKnown && record.MayBeThere ? EvidenceVerdict.Ambiguous : verdict;
        }
    }

    private EvidenceRow EvidenceOf(WaitingRow row) => new(
        row.Row.StageId ?? string.Empty,
        row.Time == long.MinValue ? null : row.Time,
        string.IsNullOrWhiteSpace(row.Row.StageName) ? null : context.Ledger.NameHash(row.Row.StageName!));

    private LedgerEntry Found(Lane lane, LedgerEntry entry)
    {
        LedgerEntry found = entry with
        {
            Status = BgCheckDeliveryStatus.Delivered,
            ReadBack = true,
            ErrorId = null,
            Replayed = false,
            Content = entry.Status == BgCheckDeliveryStatus.Rejected ? null : entry.Content,
            ChangedAt = context.Now,
            RunId = context.RunId,
        };
        open.Settle(found);
        open.Learn(lane.Facts, found);
        return found;
    }

    /// <summary>Where settling is all that was asked for, an entry without a row at hand is told as well.</summary>
    private void TellFound(List<WaitingRow> rows, LedgerEntry entry)
    {
        ulong key = OrderFacts.KeyOf(entry.StageId, entry.SourceTime);
        if (!options.SettleOnly || (entry.Kind == context.Kind && rows.Exists(row => row.Stage == key)))
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
        output.Settled(Deliveries.Of(row, entry), row);
    }

    private void Note(Lane lane, OrderReading reading)
    {
        lane.Facts.Reading = reading;
        if (!options.DryRun)
        {
            _readings.Add((lane.OrderId, reading));
        }
    }
}
