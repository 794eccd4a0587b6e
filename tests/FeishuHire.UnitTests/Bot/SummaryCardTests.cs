using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using FeishuHire.Engine.Bot;
using FeishuHire.Errors;
using FeishuHire.UnitTests.Values;
using Xunit;

namespace FeishuHire.UnitTests.Bot;

/// <summary>What a group is told: counts, causes and what to do, in two languages, and never too long for a bot.</summary>
public sealed class SummaryCardTests
{
    private const string Folder = "20261102-060000-0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_card_has_counts_the_three_commonest_causes_and_what_to_do() => Cultures.Run("en-US", () =>
    {
        BgCheckRunSummary summary = new()
        {
            End = "Completed", Rows = 44, Delivered = 30, Failed = 10, Held = 4, OrdersWaiting = 1, ResultPath = @"C:\Users\zhangsan\results\" + Folder,
            Causes = [Cause("StageChanged", 1), Cause("DamagedId", 6), Cause("OrderHeld", 4), Cause("OrderNotFound", 3)],
        };

        string text = TextOf(summary, out JsonNode card);

        Assert.Equal("Background checks: 10 rows failed", (string?)card["header"]!["title"]!["content"]);
        Assert.Equal("red", (string?)card["header"]!["template"]);
        Assert.Contains("44 rows: 30 delivered", text, StringComparison.Ordinal);
        Assert.Contains("**DamagedId: 6 rows**", text, StringComparison.Ordinal);
        Assert.Contains("**OrderNotFound: 3 rows**", text, StringComparison.Ordinal);
        Assert.DoesNotContain("StageChanged", text, StringComparison.Ordinal);
        Assert.Contains("1 order waits for somebody: Get-BgCheckDelivery -NeedsAction", text, StringComparison.Ordinal);
        Assert.Contains(Folder, text, StringComparison.Ordinal);
        Assert.DoesNotContain("zhangsan", text, StringComparison.Ordinal);
        Assert.Equal(["schema", "header", "body"], card.AsObject().Select(member => member.Key));
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-TW")]
    [InlineData("zh-Hant-HK")]
    public void Any_Chinese_culture_reads_Chinese(string culture) => Cultures.Run(culture, () =>
    {
        string text = TextOf(new() { End = "Completed", Rows = 1, Failed = 1, Causes = [Cause("DamagedId", 1)] }, out JsonNode card);
        Assert.Equal("背调回传：1 行失败", (string?)card["header"]!["title"]!["content"]);
        Assert.Contains("**DamagedId：1 行**", text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("Completed", 0, 0, 0, 0, null, "green", "all delivered", false)]
    [InlineData("Completed", 0, 0, 0, 2, null, "orange", "done; 2 orders wait for somebody", false)]
    [InlineData("Completed", 1, 0, 0, 0, null, "red", "1 row failed", true)]
    [InlineData("Completed", 0, 1, 0, 0, null, "orange", "1 row is held back", false)]
    [InlineData("OutOfTime", 0, 0, 5, 0, null, "orange", "5 rows were not tried", true)]
    [InlineData("Failed", 0, 0, 5, 0, "CredentialRejected", "red", "the run ended early", true)]
    public void A_title_says_how_it_stands(string end, int failed, int held, int untried, int orders, string? error, string color, string title, bool needed) =>
        Cultures.Run("en-US", () =>
        {
            BgCheckRunSummary summary = new() { End = end, Failed = failed, Held = held, Unprocessed = untried, OrdersWaiting = orders, ErrorId = error };
            TextOf(summary, out JsonNode card);
            Assert.Equal("Background checks: " + title, (string?)card["header"]!["title"]!["content"]);
            Assert.Equal(color, (string?)card["header"]!["template"]);
            Assert.Equal(needed, SummaryCard.IsNeeded(summary));
        });

    [Fact]
    public void What_is_held_anew_is_needed_and_what_was_told_before_is_not()
    {
        Assert.True(SummaryCard.IsNeeded(new() { End = "Completed", Held = 1, Causes = [Cause("OrderHeld", 1)] }));
        Assert.False(SummaryCard.IsNeeded(new() { End = "Completed", Held = 1, RefusedBefore = 1 }));
    }

    [Fact]
    public void A_hostile_summary_gets_nothing_of_its_own_into_the_group()
    {
        BgCheckRunSummary summary = new()
        {
            RunId = "<at id=all></at>", End = "张三", ErrorId = "李四", ResultPath = "/home/王五/<at id=all></at>", Failed = 1,
            Causes = [Cause("赵六", 5), Cause("<at id=all></at>", 4), Cause("DamagedId", 3), null!],
        };

        string text = TextOf(summary, out _);
        foreach (string foreign in new[] { "张三", "李四", "王五", "赵六", "<at" })
        {
            Assert.DoesNotContain(foreign, text, StringComparison.Ordinal);
        }

        Assert.Contains("DamagedId", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_keyword_stands_as_it_is() => Cultures.Run("en-US", () =>
    {
        TextOf(new() { End = "Completed" }, out JsonNode card, "背调*告警");
        Assert.Equal("Background checks: all delivered · 背调*告警", (string?)card["header"]!["title"]!["content"]);
        TextOf(new() { End = "Completed" }, out card, "delivered");
        Assert.Equal("Background checks: all delivered", (string?)card["header"]!["title"]!["content"]);
    });

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    public void No_card_is_too_long_whatever_happened(string culture) => Cultures.Run(culture, () =>
    {
        string[] ids = [.. ErrorCatalogue.All.Select(entry => entry.Id).OrderByDescending(id => ErrorText.FullMessage(new BgCheckError(id), CultureInfo.CurrentUICulture).Length)];
        for (int i = 0; i + 3 < ids.Length; i += 3)
        {
            BgCheckRunSummary summary = new()
            {
                RunId = new string('r', 40_000), End = "Failed", ErrorId = ids[i], Rows = long.MaxValue, Failed = long.MaxValue, Uncertain = 1, Held = long.MaxValue,
                Unprocessed = long.MaxValue, OrdersWaiting = long.MaxValue, ResultPath = new string('x', 30_000) + "/" + Folder,
                Causes = [Cause(ids[i + 1], long.MaxValue), Cause(ids[i + 2], long.MaxValue), Cause(ids[i + 3], long.MaxValue)],
            };
            Assert.InRange(SummaryCard.Of(summary, new string('词', 200)).Write(1_793_592_265, new string('s', 44)).Length, 1, 20_000);
        }
    });

    private static BgCheckRunCause Cause(string id, long count) => new() { ErrorId = id, Count = count };

    private static string TextOf(BgCheckRunSummary summary, out JsonNode card, string? keyword = null)
    {
        JsonNode body = JsonNode.Parse(SummaryCard.Of(summary, keyword).Write(0, null))!;
        Assert.Equal("interactive", (string?)body["msg_type"]);
        Assert.Null(body["sign"]);
        card = body["card"]!;
        Assert.Equal("2.0", (string?)card["schema"]);
        return string.Join('\n', card["body"]!["elements"]!.AsArray().Select(element => (string?)element!["content"])) + card["header"]!["title"]!["content"];
    }
}
