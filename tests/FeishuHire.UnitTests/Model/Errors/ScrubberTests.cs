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
    [InlineData("stage_name 张伟学历核实 invalid", "stage_name [stage_name, 6 characters] invalid")]
    [InlineData("bad value: zhang wei DEGREE  Verified", "bad value: [stage_en_name, 25 characters]")]
    [InlineData("result=存在不良记录;", "result=[result, 6 characters];")]
    [InlineData("候选人张伟", "候选人[report_name, 15 characters]")]
    [InlineData("Wei is too long", "[stage_en_name, 25 characters] is too long")]
    public void An_echo_becomes_its_mark(string text, string expected) => Assert.Equal(expected, Scrubber.Scrub(text, Row()));

    [Theory]
    [InlineData("illegal order status")]
    [InlineData("订单状态异常")]
    [InlineData("background check order not exist")]
    [InlineData("Access denied. One of the following scopes is required: [hire:background_check_order].")]
    [InlineData("stage_time must be greater than the last stage_time")]
    [InlineData("参数错误：stage_name 不能为空")]
    [InlineData("order 6931286400470354183, stage S001-1, stage_time 1660123456789, code 99992402")]
    [InlineData("report_url_type should be one of 1, 2")]
    public void A_message_that_echoes_nothing_stays(string text) => Assert.Equal(text, Scrubber.Scrub(text, Row()));

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

                Assert.True(clean.Contains(" characters]"), $"{name}: {clean}");
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
        Assert.Equal("fetch [report_url, 54 characters] failed", Scrubber.Scrub($"fetch https://files.vendor.example/{Order}/a.pdf failed", row));
    }

    [Theory]
    [InlineData("通过", "值通过无效", "值[result, 2 characters]无效")]
    [InlineData("pass", "PASS is not allowed", "[result, 4 characters] is not allowed")]
    [InlineData("pass", "password is not allowed", "password is not allowed")]
    [InlineData("No", "result: no", "result: [result, 2 characters]")]
    [InlineData("No", "there is no such order", "there is no such order")]
    [InlineData("A", "A field is missing", "A field is missing")]
    [InlineData("A", "invalid \"A\"", "invalid \"[result, 1 characters]\"")]
    [InlineData("差", "差值过大", "差值过大")]
    [InlineData("差", "值：差", "值：[result, 1 characters]")]
    [InlineData("异常", "订单状态异常，请检查参数", "订单状态异常，请检查参数")]
    [InlineData("异常", "result 异常", "result 异常")]
    [InlineData("异常", "result “异常” 无效", "result “[result, 2 characters]” 无效")]
    [InlineData("✓", "value ✓ refused", "value [result, 1 characters] refused")]
    [InlineData("-", "code 1 - refused", "code 1 - refused")]
    public void A_short_result_is_found_where_it_is_quoted(string result, string text, string expected) =>
        Assert.Equal(expected, Scrubber.Scrub(text, new BgCheckProgress { Result = result }));

    [Theory]
    [InlineData("李娜", "姓名：李 娜")]
    [InlineData("李娜-学历", "“李娜”不存在")]
    [InlineData("𠮷田𠮷", "名称 𠮷田 无效")]
    public void A_Chinese_name_of_two_characters_is_enough(string name, string text)
    {
        string clean = Scrubber.Scrub(text, new BgCheckProgress { StageName = name });

        Assert.Contains("[stage_name, ", clean);
        Assert.DoesNotContain("娜", clean);
        Assert.DoesNotContain("𠮷", clean);
    }

    [Fact]
    public void A_Latin_name_of_two_letters_is_found_beside_its_other_half() =>
        Assert.Equal(
            "candidate [stage_en_name, 14 characters] rejected",
            Scrubber.Scrub("candidate Li Na rejected", new BgCheckProgress { StageEnName = "Li Na identity" }));

    [Theory]
    [InlineData("a\r\nb\tc\u0007d", "a b c d")]
    [InlineData("a\u202eb\u200bc", "abc")]
    [InlineData("\u001b[31mred", "[31mred")]
    [InlineData("  blanks   inside  ", "blanks inside")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Control_characters_do_not_reach_the_screen(string? text, string expected) => Assert.Equal(expected, Scrubber.Scrub(text, null));

    [Fact]
    public void Half_a_character_is_left_out() => Assert.Equal("ab", Scrubber.Scrub("a" + '\ud800' + "b", null));

    [Theory]
    [InlineData("a")]
    [InlineData("错")]
    [InlineData("𠮷")]
    [InlineData("a张伟b")]
    public void A_long_text_is_cut(string unit)
    {
        string clean = Scrubber.Scrub(string.Concat(Enumerable.Repeat(unit, 5000)), Row());

        Assert.InRange(clean.Length, 1, Scrubber.MaxLength);
        Assert.EndsWith("…", clean);
        Assert.DoesNotContain("张伟", clean);
        Assert.Equal(clean, string.Concat(clean.EnumerateRunes()));
    }

    [Theory]
    [InlineData("token t-g1044abcDEF12345678 expired", "token [token] expired")]
    [InlineData("Authorization: Bearer t-caecc734c2e3328a", "Authorization: [token]")]
    [InlineData("see https://open.feishu.cn/document/a-link-of-words", "see https://open.feishu.cn/document/a-link-of-words")]
    [InlineData("app_secret dskLLdkasdjlasdKK wrong", "app_secret [secret] wrong")]
    [InlineData("APP_SECRET DSKLLDKASDJLASDKK", "APP_SECRET [secret]")]
    public void Secrets_never_come_back_out(string text, string expected) =>
        Assert.Equal(expected, Scrubber.Scrub(text, null, "dskLLdkasdjlasdKK", null));

    [Theory]
    [InlineData("stage_name", "anything at all", "[stage_name, 15 characters]")]
    [InlineData("report_file_list[0].report_url", "https://a.example/b", "[report_url, 19 characters]")]
    [InlineData("report_file_list", "张伟", "[report_file_list, 2 characters]")]
    [InlineData("张伟学历核实", "张伟", "[value, 2 characters]")]
    [InlineData(null, "张伟", "[value, 2 characters]")]
    [InlineData("stage_time", "1660123456", "1660123456")]
    [InlineData("operator_role", "7", "7")]
    [InlineData("report_file_list.0.report_url_type", "3", "3")]
    [InlineData("background_check_id", "张伟学历核实", "[stage_name, 6 characters]")]
    [InlineData("stage_name", null, "")]
    public void A_quoted_value_is_shown_for_ids_times_and_enumerations_only(string? field, string? value, string expected) =>
        Assert.Equal(expected, Scrubber.ScrubValue(field, value, Row()));

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
