using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Reports;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Ledger;

/// <summary>The ledger that a cmdlet looks into or settles by hand: that of the connection, or a file.</summary>
internal sealed class LedgerSession : IDisposable
{
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    private readonly ILedgerRecords _records;
    private readonly IDeliveryLedger _ledger;
    private readonly bool _owned;

    private LedgerSession(IDeliveryLedger ledger, string? realm, bool owned)
    {
        _ledger = ledger;
        _records = (ILedgerRecords)ledger;
        _owned = owned;
        Realm = realm;
    }

    /// <summary>The ledger's file; null for one in memory.</summary>
    internal string? Path => _ledger.Path;

    /// <summary>The realm to read and write; null where nothing says which.</summary>
    internal string? Realm { get; }

    /// <summary>Finds and opens the ledger.</summary>
    /// <param name="connection">The connection, open or not; or null.</param>
    /// <param name="path">A ledger's file, a full path; null for the connection's, else the usual one.</param>
    /// <exception cref="FeishuHireException">LedgerNotFound and whatever else opening says.</exception>
    internal static LedgerSession Open(FeishuHireConnection? connection, string? path)
    {
        var handle = connection?.Handle as HireConnection;
        if (path is null && handle is not null)
        {
            return new LedgerSession(handle.Ledger, handle.Realm, owned: false);
        }

        SqliteLedger ledger = SqliteLedger.LookInto(path, handle?.Realm);
        return new LedgerSession(ledger, ledger.Realm, owned: true);
    }

    /// <summary>The stages that are asked for, as they are read.</summary>
    internal IEnumerable<BgCheckDelivery> Read(LedgerFilter filter)
    {
        var query = new LedgerQuery
        {
            Realm = Realm,
            OrderId = filter.OrderId,
            StageId = filter.StageId,
            Status = filter.Status,
            Since = filter.Since,
            NeedsAction = filter.NeedsAction,
        };
        foreach (LedgerEntry entry in _records.Query(query))
        {
            yield return Show(entry);
        }
    }

    /// <summary>Records what somebody decided about rows.</summary>
    /// <returns>For each row its stage as it now stands, or what is in the way.</returns>
    internal async Task<List<(BgCheckDelivery? Delivery, BgCheckError? Error)>> SettleAsync(IReadOnlyList<SettledRow> rows, BgCheckDeliveryStatus status)
    {
        var decisions = new List<ManualDecision>(rows.Count);
        foreach (SettledRow row in rows)
        {
            decisions.Add(new ManualDecision(row.Row.BackgroundCheckId!, row.Row.StageId ?? string.Empty, status)
            {
                Kind = row.Kind,
                SourceTime = row.Row.StageTime?.UnixMilliseconds,
                SentTime = row.SentTime?.UnixMilliseconds,

                // A row of ids and a time alone says nothing about the content.
                Content = string.IsNullOrWhiteSpace(row.Row.StageName) ? null : _ledger.Fingerprint(row.Row),
                NameHash = string.IsNullOrWhiteSpace(row.Row.StageName) ? null : _ledger.NameHash(row.Row.StageName!),
                TenantKey = row.Row.TenantKey,
            });
        }

        string by = Environment.UserName + "@" + Environment.MachineName;
        List<LedgerEntry?> settled = await _records.SettleByHandAsync(decisions, by).ConfigureAwait(false);
        return settled.ConvertAll(entry => entry switch
        {
            null => ((BgCheckDelivery?)null, (BgCheckError?)SettledRow.TimeMissing()),
            { Status: BgCheckDeliveryStatus.Sending } => (null, UnderWay()),
            _ => (Show(entry), null),
        });
    }

    /// <summary>Forgets old stages.</summary>
    /// <returns>How many were forgotten, and how many as old are kept because they have no outcome.</returns>
    internal async Task<(int Removed, int Kept)> PurgeAsync(long before)
    {
        LedgerPurge purge = await _records.PurgeAsync(before).ConfigureAwait(false);
        return (purge.Removed, purge.Kept);
    }

    /// <summary>Forgets single entries; one that is not there is forgotten already.</summary>
    /// <returns>For each null, or what is in the way.</returns>
    internal async Task<List<BgCheckError?>> RemoveAsync(IReadOnlyList<BgCheckDelivery> entries)
    {
        List<LedgerEntry?> removed = await _records.RemoveAsync(
            [.. entries.Select(entry => KeyOf(entry.BackgroundCheckId, entry.Kind, entry.StageId, entry.StageTime))]).ConfigureAwait(false);
        return removed.ConvertAll(entry => entry?.Status == BgCheckDeliveryStatus.Sending ? UnderWay() : null);
    }

    /// <summary>Whether the ledger has an entry for a row.</summary>
    internal bool Knows(SettledRow row)
    {
        EntryKey key = KeyOf(row.Row.BackgroundCheckId ?? string.Empty, row.Kind, row.Row.StageId ?? string.Empty, row.Row.StageTime);
        return _ledger.ReadOrder(key.OrderId).Entries.Any(entry => EntryKey.Of(entry) == key);
    }

    /// <summary>Copies the ledger and its key into one file.</summary>
    internal Task BackupAsync(string target) =>
        _ledger is SqliteLedger file ? file.BackupAsync(target) : throw new FeishuHireException(new BgCheckError(ErrorId.LedgerNotFound));

    /// <summary>Writes the report of the ledger.</summary>
    /// <param name="path">The page's file, a full path.</param>
    /// <param name="since">From when on deliveries and runs are shown; null for the last 30 days.</param>
    /// <param name="zone">The zone of its times.</param>
    /// <param name="force">Whether a file that is read-only is replaced too.</param>
    /// <exception cref="FeishuHireException">InvalidField: it cannot be written there. LedgerBusy or LedgerUnusable.</exception>
    internal void Export(string path, long? since, TimeZoneInfo? zone, bool force) => ReportWriter.Write(
        _records,
        _records.ReadRuns,
        new ReportRequest
        {
            Realm = Realm,
            LedgerName = System.IO.Path.GetFileName(Path),
            Since = since,
            Zone = zone ?? TimeZoneInfo.CreateCustomTimeZone("China", ChinaOffset, null, null),
        },
        path,
        force);

    /// <summary>Where the ledger lies that is to be restored.</summary>
    internal static string Locate(string? path) => LedgerLocation.Resolve(path).Path;

    /// <inheritdoc cref="SqliteLedger.Restore"/>
    internal static long Restore(string source, string ledgerPath, bool force) => SqliteLedger.Restore(source, ledgerPath, force);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owned)
        {
            _ledger.Dispose();
        }
    }

    private static EntryKey KeyOf(string orderId, BgCheckDeliveryKind kind, string stageId, BgCheckTime? time) =>
        new(orderId, kind, stageId, stageId.Length == 0 ? time?.UnixMilliseconds ?? 0 : 0);

    private BgCheckError UnderWay() => new BgCheckError(ErrorId.AnotherRunActive) { Retryable = true }.With("Path", Path);

    private static BgCheckDelivery Show(LedgerEntry entry)
    {
        CultureInfo culture = CultureInfo.CurrentUICulture;
        if (!LedgerQuery.IsStuck(entry))
        {
            return Show(entry, null, null);
        }

        if (entry is { Status: BgCheckDeliveryStatus.Waiting, ErrorId: null })
        {
            return Show(entry, Texts.OfRuns.SayInOrder("NotTriedReason"), Texts.OfRuns.SayInOrder("NotTriedRemedy", CmdletOf(entry.Kind)));
        }

        BgCheckError stuck = new BgCheckError(entry.ErrorId ?? (entry.Status == BgCheckDeliveryStatus.Held ? ErrorId.OrderHeld : ErrorId.OutcomeUnknown))
            .With("Kind", entry.Kind.ToString());
        BgCheckError unknown = stuck with { Id = ErrorId.OutcomeUnknown };
        string remedy = ErrorText.Remedy(
            entry switch
            {
                { Status: BgCheckDeliveryStatus.Uncertain, Kind: not BgCheckDeliveryKind.Progress } => unknown,
                { Status: BgCheckDeliveryStatus.Uncertain, Replayed: true } => unknown.With("Reason", "ReplayedBefore"),
                _ => stuck,
            },
            culture);
        return Show(
            entry,
            ErrorText.Message(stuck, culture),
            entry.Status == BgCheckDeliveryStatus.Uncertain ? Texts.OfRuns.SayInOrder("UncertainRemedy", entry.OrderId) + remedy : remedy);
    }

    private static string CmdletOf(BgCheckDeliveryKind kind) => kind switch
    {
        BgCheckDeliveryKind.Result => "Update-BgCheckResult",
        BgCheckDeliveryKind.Cancel => "Stop-BgCheckOrder",
        _ => "Update-BgCheckProgress",
    };

    private static BgCheckDelivery Show(LedgerEntry entry, string? reason, string? remedy) => new()
    {
        BackgroundCheckId = entry.OrderId,
        Kind = entry.Kind,
        StageId = entry.StageId,
        StageTime = Time(entry.SourceTime),
        SentTime = Time(entry.SentTime),
        Status = entry.Status,
        Attempts = entry.Attempts,
        Code = entry.Code,
        LogId = entry.LogId,
        DeliveredAt = entry is { Status: BgCheckDeliveryStatus.Delivered, SettledBy: null } ? Time(entry.ChangedAt) : null,
        ReadBack = entry.ReadBack,
        TenantKey = entry.TenantKey,
        ChangedAt = Time(entry.ChangedAt),
        ErrorId = entry.ErrorId,
        SettledBy = entry.SettledBy,
        Reason = reason,
        Remedy = remedy,
    };

    private static BgCheckTime? Time(long unixMilliseconds) => unixMilliseconds == 0 ? null : new BgCheckTime(unixMilliseconds, ChinaOffset);
}
