using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

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

        string file = LedgerLocation.Resolve(path).Path;
        if (!File.Exists(file) && !Directory.Exists(file))
        {
            throw new FeishuHireException(new BgCheckError(ErrorId.LedgerNotFound).With("Path", file));
        }

        // Opened for a realm first: an account that may not read the file is told so by the opening.
        SqliteLedger ledger = SqliteLedger.Open(file, LedgerOpenMode.MustExist, handle?.Realm ?? string.Empty);
        if (handle is not null || SqliteLedger.SoleRealm(file) is not string sole)
        {
            return new LedgerSession(ledger, handle?.Realm, owned: true);
        }

        ledger.Dispose();
        return new LedgerSession(SqliteLedger.Open(file, LedgerOpenMode.MustExist, sole), sole, owned: true);
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
            decisions.Add(new ManualDecision(row.Row.BackgroundCheckId!, row.Row.StageId!, status)
            {
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
            { Status: BgCheckDeliveryStatus.Sending } => (null, new BgCheckError(ErrorId.AnotherRunActive) { Retryable = true }.With("Path", Path)),
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

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owned)
        {
            _ledger.Dispose();
        }
    }

    private static BgCheckDelivery Show(LedgerEntry entry)
    {
        BgCheckError? stuck = LedgerQuery.IsStuck(entry) ? new BgCheckError(entry.ErrorId ?? ErrorId.OutcomeUnknown) : null;
        return Show(entry, stuck);
    }

    private static BgCheckDelivery Show(LedgerEntry entry, BgCheckError? stuck) => new()
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
        Reason = stuck is null ? null : ErrorText.Message(stuck, CultureInfo.CurrentUICulture),
        Remedy = stuck is null ? null : ErrorText.Remedy(stuck, CultureInfo.CurrentUICulture),
    };

    private static BgCheckTime? Time(long unixMilliseconds) => unixMilliseconds == 0 ? null : new BgCheckTime(unixMilliseconds, ChinaOffset);
}
