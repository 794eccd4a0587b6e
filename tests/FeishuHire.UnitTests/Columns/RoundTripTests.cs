using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using FeishuHire.Columns;
using FeishuHire.Rules;
using FeishuHire.UnitTests.Values;
using Xunit;

namespace FeishuHire.UnitTests.Columns;

/// <summary>What Export-Csv makes of an update (each property's ToString) reads back as the same update.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string?> Texts = Gen.OneOf<string?>(
        null, "授权确认", "a \"quoted\" name", "行一 行二", "=1+1", "'quoted", "{\"a\":1}", "[x]", "𠮷\t", "1.0", "1E5", "+8613800000000", "\\u0041", "有,无", "\uFFFD");

    private static readonly Gen<BgCheckReportFile> Reports =
        Gen.Select(Texts, Texts, Gen.OneOf<string?>(null, "Download", "Preview", "other"), (name, url, type) => new BgCheckReportFile(name, url, type));

    private static readonly Gen<BgCheckProgress> Rows = Gen.Select(
        Gen.Long[1, long.MaxValue],
        Gen.Select(Texts, Texts, Texts, Texts),
        Gen.Long[1_420_156_800_000, 7_258_000_000_000],
        Reports.List[0, 3],
        Gen.Dictionary(Gen.OneOf("备注", "Order \"No\"", "结算,状态", "Source"), Texts)[0, 3],
        (id, texts, ms, reports, others) => new BgCheckProgress
        {
            BackgroundCheckId = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            StageId = texts.Item1,
            StageName = texts.Item2,
            StageEnName = texts.Item3,
            StageTime = new BgCheckTime(ms, TimeSpan.FromHours(8)),
            StageTimeText = "whatever it was",
            Result = texts.Item4,
            ReportFile = [.. reports],
            Properties = others,
        });

    [Fact]
    public void An_exported_update_reads_back_the_same_in_every_culture()
    {
        var reader = new RowReader(new());
        foreach (string culture in Cultures.Names)
        {
            Cultures.Run(culture, () => Rows.Sample(
                row =>
                {
                    // The forms that reading leaves as they are, and not the blanks and guards it takes off.
                    BgCheckProgress clean = reader.Read(Export(row), null).Progress!;
                    BgCheckProgress back = reader.Read(Export(clean), null).Progress!;
                    Assert.Equal(row.BackgroundCheckId, back.BackgroundCheckId);
                    Assert.Equal(row.StageTime, back.StageTime);
                    Assert.Equal(row.StageName?.Trim(), back.StageName);
                    Assert.Equal(row.Result?.Trim(), back.Result);
                    Assert.Equal(clean.ReportFile.ToString(), back.ReportFile.ToString());
                    Assert.Equal(JoinOutcome.Identical, ReportJoin.TryJoin(clean, back));
                    Assert.Equal(
                        RowRules.Check(clean, new(0)).Select(v => (v.ErrorId, v.Field)),
                        RowRules.Check(back, new(0)).Select(v => (v.ErrorId, v.Field)));
                    Assert.Equal(clean.Properties.OrderBy(p => p.Key, StringComparer.Ordinal), back.Properties.OrderBy(p => p.Key, StringComparer.Ordinal));
                },
                iter: 500,
                threads: 1));
        }
    }

    private static List<KeyValuePair<string, object?>> Export(BgCheckProgress row) =>
    [
        new("BackgroundCheckId", row.BackgroundCheckId),
        new("StageId", row.StageId),
        new("StageName", row.StageName),
        new("StageEnName", row.StageEnName),
        new("StageTime", row.StageTime?.ToString()),
        new("StageTimeText", row.StageTimeText),
        new("Result", row.Result),
        new("OperatorRole", row.OperatorRole),
        new("ReportFile", row.ReportFile.ToString()),
        new("TenantKey", row.TenantKey),
        new("Properties", row.Copy().Properties.ToString()),
    ];
}
