using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Reports;
using FeishuHire.Errors;
using FeishuHire.UnitTests.Ledger;
using Microsoft.Extensions.Time.Testing;

namespace FeishuHire.UnitTests.Reports;

/// <summary>Ledgers to report on.</summary>
internal static class ReportLedger
{
    public const string HostileOrder = "\"><img src=https://evil.example/x onerror=alert(1)>";
    public const string HostileStage = "</td></table><script>alert('2')</script>\u202E\u0007 & 'quoted' 阶段";

    private const long Hour = 3_600_000;

    /// <summary>When the reports are made.</summary>
    public static readonly FakeTimeProvider Clock = new(DateTimeOffset.FromUnixTimeMilliseconds(Entries.Noon));

    private static readonly (BgCheckDeliveryStatus Status, string? Error, int? Code)[] Stuck =
    [
        (BgCheckDeliveryStatus.Rejected, ErrorId.OrderNotFound, 1002862),
        (BgCheckDeliveryStatus.NotSent, ErrorId.ResultWithoutReport, null),
        (BgCheckDeliveryStatus.Held, ErrorId.OrderHeld, null),
        (BgCheckDeliveryStatus.Waiting, null, null),
        (BgCheckDeliveryStatus.Uncertain, ErrorId.OutcomeUnknown, null),
    ];

    /// <summary>So many stages, five an order, over the last 29 days; every one in so many needs somebody.</summary>
    public static IEnumerable<LedgerEntry> Stages(int count, int stuckEvery)
    {
        for (int i = 0; i < count; i++)
        {
            bool stuck = i % stuckEvery == stuckEvery - 1;
            (BgCheckDeliveryStatus status, string? error, int? code) = stuck ? Stuck[i / stuckEvery % Stuck.Length] : (BgCheckDeliveryStatus.Delivered, null, 0);
            yield return Entries.Stage("S-" + (i % 5).ToString(CultureInfo.InvariantCulture), status, order: (6_931_286_400_470_354_183 + (i / 5)).ToString(CultureInfo.InvariantCulture)) with
            {
                ErrorId = error,
                Code = code,
                LogId = code is null ? null : "20261102120425AA0193",
                ChangedAt = Entries.Noon - (i * 7919L % (29 * 24) * Hour) - Hour,
            };
        }
    }

    public static IEnumerable<LedgerEntry> Hostile() =>
    [
        .. Stages(300, 12),
        Entries.Stage(HostileStage, BgCheckDeliveryStatus.Rejected, order: HostileOrder) with { ErrorId = ErrorId.OrderNotFound, LogId = "<b>'\"" },
        Entries.Stage(new string('长', 160), BgCheckDeliveryStatus.Uncertain, order: new string('9', 120)) with { LogId = new string('x', 120) },
    ];

    public static IReadOnlyList<RunRecord> Runs(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new RunRecord
        {
            RunId = "r" + i,
            StartedAt = Entries.Noon - (i * 3 * Hour) - 600_000,
            EndedAt = Entries.Noon - (i * 3 * Hour) - 300_000,
            End = i == 3 ? "Failed" : "Completed",
            ErrorId = i == 3 ? ErrorId.CredentialRejected : null,
            Delivered = i * 37 % 900,
            Calls = i * 37 % 900,
            Throttled = i % 7 == 6 ? 12 : 0,
        }),
    ];

    /// <summary>The page of entries and runs.</summary>
    public static async Task<string> PageAsync(IEnumerable<LedgerEntry> entries, IReadOnlyList<RunRecord> runs, ReportRequest? request = null)
    {
        using var ledger = new MemoryLedger();
        foreach (LedgerEntry entry in entries)
        {
            await ledger.RecordOutcomeAsync(entry, LedgerFolder.Budget);
        }

        return Make(ledger, runs, request);
    }

    /// <summary>The page of a ledger.</summary>
    public static string Make(ILedgerRecords ledger, IReadOnlyList<RunRecord> runs, ReportRequest? request = null) =>
        ReportWriter.Make(ledger, _ => runs, (request ?? new ReportRequest { Realm = null, LedgerName = "<ledger> & \"co\".db" }) with { Clock = Clock });
}
