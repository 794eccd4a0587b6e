using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using CsCheck;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

/// <summary>What a server may echo, and what must be left of it.</summary>
public sealed class ScrubberTests
{
    private const string Order = "6931286400470354183";

    private static BgCheckProgress Row() => new()
    {
        BackgroundCheckId = Order,
        StageId = "S001-1",
        StageName = "张伟学历核实",
        StageEnName = "Zhang Wei degree verified",
        StageTime = new BgCheckTime(1660123456789, TimeSpan.FromHours(8)),
        Result = "存在不良记录",
        ReportFile =
        [
            new("张伟背调报告 (终稿).pdf", "https://files.vendor.example/r/zhangwei-8c1f/report.pdf?Expires=1790000000&Signature=Q2FuZGlkYXRl%2Bx9"),
        ],
    };

    [Theory]
    [InlineData("stage_name 张伟学历核实 invalid", "stage_name […] invalid")]
    [InlineData("bad value: zhang wei DEGREE  Verified", "[…] value: […]")]
    [InlineData("result=存在不良记录;", "result=[…];")]
    [InlineData("候选人张伟", "候选人[…]")]
    [InlineData("Wei is too long", "[…] is too […]")]
    public void What_is_not_known_is_masked(string text, string expected) => Assert.Equal(expected, Scrubber.Scrub(text, Row()));

    [Theory]
    [InlineData("illegal order status")]
    [InlineData("订单状态异常")]
    [InlineData("background check order not exist")]
    [InlineData("Access denied. One of the following scopes is required: [hire:background_check_order].")]
    [InlineData("field validation failed")]
    [InlineData("stage_time must be greater than the last stage_time")]
    [InlineData("参数错误：stage_name 不能为空")]
    [InlineData("order 6931286400470354183, stage S001-1, stage_time 1660123456789, code 99992402")]
    [InlineData("report_url_type should be one of 1, 2")]
    [InlineData("report_file_list[0].report_url is required")]
    [InlineData("the maximum length is 256")]
    [InlineData("request trigger frequency limit")]
    public void What_Feishu_says_of_anybody_stays(string text) => Assert.Equal(text, Scrubber.Scrub(text, Row()));

    [Fact]
    public void The_whole_body_echoed_leaves_ids_and_field_names_only()
    {
        string body = Body(Row());

        string clean = Scrubber.Scrub("cannot parse " + body, Row());

        AssertNothingPrivate(clean);
        Assert.Contains(Order, clean);
        Assert.Contains("\"stage_id\":\"S001-1\"", clean);
    }

    public static TheoryData<string, Func<string, string>> Spellings => new()
    {
        { "as it is", text => text },
        { "upper case", text => text.ToUpperInvariant() },
        { "lower case", text => text.ToLowerInvariant() },
        { "URL", Uri.EscapeDataString },
        { "URL form", text => WebUtility.UrlEncode(text) },
        { "URL lower", text => Uri.EscapeDataString(text).ToLowerInvariant() },
        { "URL twice", text => Uri.EscapeDataString(Uri.EscapeDataString(text)) },
        { "JSON", text => JsonSerializer.Serialize(text) },
        { "JSON twice", text => JsonSerializer.Serialize(JsonSerializer.Serialize(text)) },
        { "JSON all escaped", text => string.Concat(text.Select(c => $"\\u{(int)c:X4}")) },
        { "HTML", WebUtility.HtmlEncode },
        { "HTML numbers", text => string.Concat(text.Select(c => $"&#{(int)c};")) },
        { "HTML hex numbers", text => string.Concat(text.Select(c => $"&#x{(int)c:x};")) },
        { "full width", text => string.Concat(text.Select(c => c is > ' ' and < '\u007f' ? (char)(c + 0xfee0) : c)) },
        { "spaced", text => string.Join(' ', text.ToCharArray()) },
        { "line breaks", text => string.Join("\r\n", text.Chunk(3).Select(part => new string(part))) },
        { "zero width", text => string.Join('\u200b', text.ToCharArray()) },
        { "punctuated", text => text.Replace(' ', '_').Replace("，", ",") },
        { "without blanks, cut", text => text.Replace(" ", string.Empty)[1..^1] },
        { "first half", text => text[..(text.Length / 2)] },
        { "second half", text => text[(text.Length / 2)..] },
        { "without its ends", text => text[1..^1] },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void No_spelling_of_a_value_gets_through(string name, Func<string, string> spell)
    {
        BgCheckProgress row = Row();
        foreach (string value in new[] { row.StageName!, row.StageEnName!, row.Result!, row.ReportFile[0].Name!, row.ReportFile[0].Url! })
        {
            foreach (string frame in new[] { "invalid value \"{0}\"", "{0}", "field {0} is wrong", "值{0}不正确" })
            {
                string clean = Scrubber.Scrub(string.Format(null, frame, spell(value)), row);

                Assert.True(clean.Contains(Scrubber.Mask), $"{name}: {clean}");
                AssertNothingPrivate(clean);
            }
        }
    }

    [Theory]
    [InlineData("Signature=Q2FuZGlkYXRl")]
    [InlineData("?Expires=1790000000")]
    [InlineData("/r/zhangwei-8c1f/")]
    [InlineData("zhangwei-8c1f")]
    [InlineData("files.vendor.example")]
    [InlineData("Q2FuZGlkYXRl%2Bx9 expired")]
    public void A_part_of_a_link_goes_too(string part) => AssertNothingPrivate(Scrubber.Scrub("cannot fetch " + part, Row()));

    [Fact]
    public void An_id_within_a_link_stays_where_it_is_quoted_as_an_id()
    {
        BgCheckProgress row = Row();
        row.ReportFile[0].Url = $"https://files.vendor.example/{Order}/a.pdf";

        Assert.Equal($"order {Order} not exist", Scrubber.Scrub($"order {Order} not exist", row));
        Assert.Equal("fetch […] error", Scrubber.Scrub($"fetch https://files.vendor.example/{Order}/a.pdf error", row));
    }

    [Theory]
    [InlineData("6931286400470354184")]
    [InlineData("13800138000")]
    [InlineData("110101199001011234")]
    [InlineData("1 3 8 0 0 1 3 8 0 0 0")]
    [InlineData("122 104 97 110 103")]
    [InlineData("1990-01-01")]
    [InlineData("zhangwei@vendor.example")]
    [InlineData("\\172\\150\\141\\156\\147")]
    [InlineData("=5A=68=61=6E=67")]
    [InlineData("5byg5Lyf")]
    [InlineData("+AGYAbw-")]
    [InlineData("Ｚｈａｎｇ")]
    [InlineData("ז'אנג")]
    public void Numbers_addresses_and_escapes_of_any_kind_are_masked(string text)
    {
        string clean = Scrubber.Scrub("value " + text + " is invalid", null);

        Assert.Contains(Scrubber.Mask, clean, StringComparison.Ordinal);
        Assert.DoesNotContain(text, clean, StringComparison.Ordinal);
        Assert.DoesNotContain(clean, char.IsAsciiDigit);
    }

    [Theory]
    [InlineData("通过", "值通过无效", "[…]无效")]
    [InlineData("pass", "PASS is not allowed", "[…] is not allowed")]
    [InlineData("No", "result: no", "result: […]")]
    [InlineData("No", "there is no such order", "there is no […] order")]
    [InlineData("A", "A field is missing", "A field is missing")]
    [InlineData("A", "invalid \"A\"", "invalid \"[…]\"")]
    [InlineData("差", "值：差", "值：[…]")]
    [InlineData("异常", "订单状态异常，请检查参数", "订单状态异常，请检查参数")]
    [InlineData("异常", "result “异常” 无效", "result “[…]” 无效")]
    [InlineData("failed", "result failed", "result […]")]
    [InlineData("✓", "value ✓ invalid", "value […] invalid")]
    [InlineData("+", "value + invalid", "value […] invalid")]
    [InlineData("87", "value 87 is invalid", "value […] is invalid")]
    [InlineData("-", "code 1 - invalid", "code 1 - invalid")]
    public void A_short_result_is_masked_too(string result, string text, string expected) =>
        Assert.Equal(expected, Scrubber.Scrub(text, new BgCheckProgress { Result = result }));

    [Theory]
    [InlineData("李娜", "姓名：李 娜")]
    [InlineData("李娜-学历", "“李娜”不存在")]
    [InlineData("𠮷田𠮷", "名称 𠮷田 无效")]
    [InlineData("王和为", "名称 王和为 无效")]
    public void A_Chinese_name_is_masked(string name, string text)
    {
        string clean = Scrubber.Scrub(text, new BgCheckProgress { StageName = name });

        Assert.Contains(Scrubber.Mask, clean, StringComparison.Ordinal);
        Assert.DoesNotContain(clean, c => name.Contains(c) && c != '-');
    }

    [Fact]
    public void A_Latin_name_is_one_mask() =>
        Assert.Equal(
            "[…] is invalid",
            Scrubber.Scrub("candidate Li Na is invalid", new BgCheckProgress { StageEnName = "Li Na identity" }));

    [Theory]
    [InlineData("order\r\nis\tnot\u0007valid", "order is not valid")]
    [InlineData("or\u202ed\u200ber", "order")]
    [InlineData("\u001b[31mred", "[[…]")]
    [InlineData("  system   error  ", "system error")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Control_characters_do_not_reach_the_screen(string? text, string expected) => Assert.Equal(expected, Scrubber.Scrub(text, null));

    [Fact]
    public void Half_a_character_is_left_out() => Assert.Equal("order", Scrubber.Scrub("or" + '\ud800' + "der", null));

    [Theory]
    [InlineData("order ")]
    [InlineData("错误")]
    [InlineData("order 𠮷 ")]
    [InlineData("order 张伟 is ")]
    public void A_long_text_is_cut(string unit)
    {
        string clean = Scrubber.Scrub(string.Concat(Enumerable.Repeat(unit, 5000)), Row());

        Assert.InRange(clean.Length, 1, Scrubber.MaxLength);
        Assert.EndsWith("…", clean);
        Assert.DoesNotContain("张伟", clean);
        Assert.Equal(clean, string.Concat(clean.EnumerateRunes()));
    }

    [Theory]
    [InlineData("token t-g1044abcDEF12345678 expired", "token […] expired")]
    [InlineData("header: Bearer t-caecc734c2e3328a", "header: […]")]
    [InlineData("app_secret dskLLdkasdjlasdKK wrong", "app_secret […] wrong")]
    [InlineData("APP_SECRET DSKLLDKASDJLASDKK", "APP_SECRET […]")]
    [InlineData("app_ticket order is wrong", "app_ticket […] is wrong")]
    public void Secrets_never_come_back_out(string text, string expected) =>
        Assert.Equal(expected, Scrubber.Scrub(text, null, "dskLLdkasdjlasdKK", null, "order"));

    [Theory]
    [InlineData("https://open.feishu.cn/document/a-link-of-words", true)]
    [InlineData("https://open.feishu.cn/app/cli_a1b2/auth?q=hire:background_check_order&op_from=openapi&token_type=tenant", true)]
    [InlineData("https://open.larksuite.com/search?log_id=20261102120425AB12&code=99991672&from=openapi", true)]
    [InlineData("https://open.feishu.cn/search?name=zhang", false)]
    [InlineData("https://open.feishu.cn/document/zhangwei-8c1f", false)]
    [InlineData("https://open.feishu.cn/document/%E5%BC%A0", false)]
    [InlineData("https://feishu.cn.vendor.example/document", false)]
    [InlineData("https://files.vendor.example/r", false)]
    [InlineData("ftp://open.feishu.cn/a", false)]
    public void Only_pages_of_Feishu_are_shown(string link, bool shown)
    {
        BgCheckProgress row = Row();
        row.StageEnName = "zhangwei";

        Assert.Equal(shown ? link : Scrubber.Mask, Scrubber.Scrub(link, row));
    }

    [Fact]
    public void Whatever_stands_around_an_echo_it_goes()
    {
        string[] values = [Row().StageName!, Row().StageEnName!, Row().Result!, Row().ReportFile[0].Name!, Row().ReportFile[0].Url!];
        Func<string, string>[] spellings = [.. Spellings.Select(row => row.Data.Item2).Take(19)];
        Gen.Select(Gen.String[Gen.Char["ab 1\"'\\%&{}[]:,=/\n错误阶段订单值"], 0, 20], Gen.Int[0, values.Length - 1].Select(i => values[i]), Gen.Int[0, spellings.Length - 1].Select(i => spellings[i]), Gen.String[Gen.Char["ab 2\"'\\;#u&%{}[]:,=/\n错误不存在"], 0, 20])
            .Sample(
                (before, value, spell, after) =>
                {
                    string clean = Scrubber.Scrub(before + " " + spell(value) + " " + after, Row());
                    AssertNothingPrivate(clean);
                    return clean.Length <= Scrubber.MaxLength;
                },
                iter: 3000);
    }

    private static void AssertNothingPrivate(string clean)
    {
        string[] telling =
        [
            "张", "伟", "学历", "核实", "不良", "记录", "终稿", "zhang", "degree", "verified", "8c1f", "vendor.example",
            "1790000", "Q2Fu", "YXRl", "dGlk",
        ];
        Assert.All(telling, part => Assert.DoesNotContain(part, clean, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("%E5%BC", clean, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\\u5f20", clean, StringComparison.OrdinalIgnoreCase);
    }

    private static string Body(BgCheckProgress row) => JsonSerializer.Serialize(
        new
        {
            background_check_id = row.BackgroundCheckId,
            stage_id = row.StageId,
            stage_name = row.StageName,
            stage_en_name = row.StageEnName,
            stage_time = "1660123456789",
            result = row.Result,
            report_file_list = new[] { new { report_name = row.ReportFile[0].Name, report_url = row.ReportFile[0].Url, report_url_type = 1 } },
        });
}
