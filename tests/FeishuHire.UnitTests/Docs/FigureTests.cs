using System;
using System.Globalization;
using System.IO;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Engine;
using FeishuHire.Engine.Checks;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Files;
using FeishuHire.Rules;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Docs;

/// <summary>The figures that the about topics name are those of the code, in both languages.</summary>
public sealed class FigureTests
{
    private static readonly DeliveryOptions Usual = new();
    private static readonly RateLimits Limits = RateLimits.Feishu;

    public static TheoryData<string, string, string> Figures
    {
        get
        {
            TheoryData<string, string, string> figures = [];
            void Delivery(string english, string chinese) => figures.Add("about_FeishuHire_Delivery", english, chinese);
            Delivery($"at most {Thousands(Usual.Window)} rows wait", $"最多 {Thousands(Usual.Window)} 行在等待");
            Delivery($"calls ({Usual.ThrottleLimit}) at once", $"个调用（{Usual.ThrottleLimit}）");
            Delivery($"up to {Usual.MaxRetry} more times", $"最多再试 {Usual.MaxRetry} 次");
            Delivery($"{Limits.PerSecond} calls in a second and {Limits.PerMinute} in a minute", $"每秒允许 {Limits.PerSecond} 次、每分钟允许 {Limits.PerMinute} 次");
            Delivery($"no call has been accepted for {TenantState.LongestThrottle.TotalMinutes} minutes", $"连续 {TenantState.LongestThrottle.TotalMinutes} 分钟没有任何调用被接受");
            Delivery($"After {CircuitBreaker.Failures} calls in a row without a usable answer, over at least {CircuitBreaker.Orders} orders", $"连续 {CircuitBreaker.Failures} 次调用没有可用的响应，且涉及至少 {CircuitBreaker.Orders} 个订单");
            Delivery($"one every {CircuitBreaker.ProbeEvery.TotalSeconds} seconds", $"每隔 {CircuitBreaker.ProbeEvery.TotalSeconds} 秒试一次");
            Delivery($"after {CircuitBreaker.GiveUpAfter.TotalMinutes} minutes it ends", $"{CircuitBreaker.GiveUpAfter.TotalMinutes} 分钟后仍无响应");
            Delivery($"After {TenantState.RefusalsInARow} equal refusals", $"连续 {TenantState.RefusalsInARow} 次以相同原因被拒绝");
            Delivery($"within the last {DeliveryRules.RefusalMemory.TotalHours} hours", $"{DeliveryRules.RefusalMemory.TotalHours} 小时内被飞书拒绝");
            Delivery($"more than {RowRules.FutureToleranceMinutes} minutes ahead", $"晚 {RowRules.FutureToleranceMinutes} 分钟以上");
            Delivery($"by more than {ServerClock.WarnFrom.TotalMinutes} minutes", $"超过 {ServerClock.WarnFrom.TotalMinutes} 分钟");
            Delivery("waits up to 2 seconds", "最多等待 2 秒");
            figures.Add("about_FeishuHire_Ledger", $"`RefusedBefore` for {DeliveryRules.RefusalMemory.TotalHours} hours", $"{DeliveryRules.RefusalMemory.TotalHours} 小时内为 `RefusedBefore`");
            figures.Add("about_FeishuHire_Files", $"first {TableLimits.TitleRows} rows", $"前 {TableLimits.TitleRows} 行");
            figures.Add("about_FeishuHire_Files", $"keeps {IdCell.SafeDigits} digits", $"只保留 {IdCell.SafeDigits} 位");
            figures.Add("about_FeishuHire_Files", $"zeros from the {IdCell.SafeDigits + 1}th digit on", $"第 {IdCell.SafeDigits + 1} 位起全是 0");
            figures.Add("about_FeishuHire_Sandbox", $"{Limits.PerSecond} calls a second and {Limits.PerMinute} a minute", $"每秒 {Limits.PerSecond} 次、每分钟 {Limits.PerMinute} 次");
            return figures;
        }
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_figure_is_the_codes_own(string topic, string english, string chinese)
    {
        Assert.Contains(english, Text("en-US", topic));
        Assert.Contains(chinese, Text("zh-Hans", topic));
    }

    [Fact]
    public void Two_thousand_rows_take_about_80_seconds()
    {
        double seconds = DeliveryForecast.Shortest(2000, Limits).TotalSeconds;

        Assert.InRange(seconds, 78, 81);
        Assert.Contains("2,000 rows take about 80 seconds", Text("en-US", "about_FeishuHire_Delivery"));
        Assert.Contains("2,000 行约需 80 秒", Text("zh-Hans", "about_FeishuHire_Delivery"));
    }

    [Fact]
    public void A_stop_waits_two_seconds_at_most() => Assert.InRange(RunEnding.Grace.TotalSeconds, 1, 2);

    [Fact]
    public void The_titles_of_the_files_topic_are_known()
    {
        foreach (string language in (string[])["en-US", "zh-Hans"])
        {
            string[][] rows =
            [
                .. Text(language, "about_FeishuHire_Files").Split('\n')
                    .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|').Length == 5)
                    .Select(line => line.Split('|')),
            ];
            Assert.Equal(18, rows.Length);
            for (int i = 0; i < rows.Length; i++)
            {
                // The second table is that of final results.
                BgCheckDeliveryKind kind = i < 12 ? BgCheckDeliveryKind.Progress : BgCheckDeliveryKind.Result;
                ProgressField? field = ColumnMatcher.Match(rows[i][1].Trim(' ', '`'), kind);
                Assert.NotNull(field);
                string[] titles = rows[i][3].Split(':', '：')[0].Split(',', '、');
                Assert.All(titles, title => Assert.Equal((title, field), (title, ColumnMatcher.Match(title, kind))));
                Assert.Equal(ColumnTitles.Required(kind).Contains(field.Value), rows[i][2].Trim() is "yes" or "是");
            }
        }
    }

    private static string Thousands(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string language, string topic) =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", language, topic + ".md")).Replace("\r\n", "\n", StringComparison.Ordinal);
}
