using System;
using System.Globalization;
using System.Linq;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

public sealed class ErrorTextTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private static readonly BgCheckError NotFound = new BgCheckError(ErrorId.OrderNotFound)
    {
        Code = 1002862,
        HttpStatus = 400,
        LogId = "20261102120425AB12",
        Msg = "background check order not exist",
        Outcome = BgCheckDeliveryStatus.Rejected,
    }.With("Where", "updates.csv:3").With("Order", "6931286400470354183").With("Stage", "S001-1");

    [Fact]
    public void A_row_error_names_file_row_order_and_stage() =>
        Assert.Equal(
            "updates.csv:3: Order 6931286400470354183, stage S001-1: Feishu knows no background-check order with this id."
            + " [code 1002862, HTTP 400, message \"background check order not exist\", log id 20261102120425AB12]",
            ErrorText.Message(NotFound, English));

    [Fact]
    public void So_it_does_in_Chinese() =>
        Assert.Equal(
            "updates.csv:3：背调订单 6931286400470354183，阶段 S001-1：飞书中不存在该 ID 对应的背调订单。"
            + " [错误码 1002862，HTTP 400，返回信息“background check order not exist”，log id 20261102120425AB12]",
            ErrorText.Message(NotFound, Chinese));

    [Fact]
    public void What_is_not_known_is_not_mentioned()
    {
        Assert.StartsWith("Order 42: Feishu", ErrorText.Message(new BgCheckError(ErrorId.OrderNotFound).With("Order", "42"), English));
        Assert.StartsWith("Feishu", ErrorText.Message(new BgCheckError(ErrorId.OrderNotFound).With("Stage", "S1").With("Where", null), English));
        Assert.EndsWith("[code 1002862]", ErrorText.Message(new BgCheckError(ErrorId.OrderNotFound) { Code = 1002862 }, English));
    }

    [Fact]
    public void A_pipeline_row_is_counted_in_the_users_language()
    {
        BgCheckError error = new BgCheckError(ErrorId.DuplicateStageId).With("Where", "row 3").With("OtherWhere", "row 12");

        Assert.StartsWith("row 3: ", ErrorText.Message(error, English));
        Assert.StartsWith("第 3 行：", ErrorText.Message(error, Chinese));
        Assert.Contains("第 12 行", ErrorText.Message(error, Chinese));
    }

    [Fact]
    public void A_file_error_names_the_file_once()
    {
        BgCheckError error = new BgCheckError(ErrorId.RowUnreadable).With("File", "a.csv").With("Row", "7").With("Where", "a.csv:7");

        Assert.StartsWith("a.csv: Row 7: The row cannot be read.", ErrorText.Message(error, English));
    }

    [Theory]
    [InlineData("6931286400470354183", "Order 6931286400470354183, stage s: ")]
    [InlineData("6.93E+18", "Order 6.93E+18, stage s: ")]
    [InlineData("BGC-2026/0001", "Order BGC-2026/0001, stage s: ")]
    [InlineData("张三丰", "Order (3 characters), stage s: ")]
    [InlineData("ZhangSan", "Order (8 characters), stage s: ")]
    [InlineData("zhang3@example.com", "Order (18 characters), stage s: ")]
    public void An_order_id_that_is_none_may_be_a_name_and_is_told_by_its_length(string order, string lead)
    {
        BgCheckError error = new BgCheckError(ErrorId.InvalidField).With("Order", order).With("Stage", "s");
        Assert.StartsWith(lead, ErrorText.Message(error, English), StringComparison.Ordinal);
        string row = new BgCheckProgress { BackgroundCheckId = order, StageId = "s" }.ToString();
        Assert.Equal(lead.Contains('(', StringComparison.Ordinal), !row.Contains(order, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_of_the_pipeline_are_not_sent_to_the_parameters_of_files()
    {
        BgCheckError error = new BgCheckError(ErrorId.ColumnsNotFound).With("Row", "1");
        Assert.Contains("Select-Object", ErrorText.Remedy(error, English));
        Assert.DoesNotContain("-HeaderRow", ErrorText.Remedy(error, English));
        Assert.Contains("-HeaderRow", ErrorText.Remedy(error.With("File", "a.csv"), English));
    }

    [Fact]
    public void Findings_stand_in_the_sentence_or_behind_it()
    {
        BgCheckViolation[] two = [new(ErrorId.MissingField, "stage_name", "is empty"), new(ErrorId.MissingField, "stage_id", "is empty")];

        Assert.StartsWith(
            "A required field is missing or empty: stage_name: is empty; stage_id: is empty.",
            ErrorText.Message(new BgCheckError(ErrorId.MissingField) { Violations = two }, English));
        Assert.EndsWith(
            "with this id. stage_name: is empty; stage_id: is empty.",
            ErrorText.Message(new BgCheckError(ErrorId.OrderNotFound) { Violations = two }, English));
    }

    [Fact]
    public void A_finding_that_ends_a_sentence_does_not_end_it_twice()
    {
        BgCheckViolation[] one = [new(ErrorId.MissingField, "stage_name", "the value is missing.")];

        Assert.EndsWith("or empty: stage_name: the value is missing.", ErrorText.Message(new BgCheckError(ErrorId.MissingField) { Violations = one }, English));
    }

    [Theory]
    [InlineData("HostNotFound", "the name of the host is not known", "无法解析主机名")]
    [InlineData("Timeout 30 s", "no answer within 30 s", "30 s 内未响应")]
    [InlineData("Timeout", "no answer", "未响应")]
    [InlineData("HTTP 502", "HTTP 502", "HTTP 502")]
    [InlineData("SomethingNew", "SomethingNew", "SomethingNew")]
    public void A_reason_is_said_in_words(string reason, string english, string chinese)
    {
        BgCheckError error = new BgCheckError(ErrorId.OutcomeUnknown).With("Reason", reason);

        Assert.Equal($"The request was sent, but no usable answer came back ({english}).", ErrorText.Message(error, English));
        Assert.Equal($"请求已发出，但未收到可用的响应（{chinese}）。", ErrorText.Message(error, Chinese));
    }

    [Fact]
    public void A_refusal_after_a_lost_answer_is_told() =>
        Assert.StartsWith(
            "The request was sent, but no usable answer came back; a later try was refused: illegal order status.",
            ErrorText.Message(new BgCheckError(ErrorId.OutcomeUnknown) { Code = 1002858 }, English));

    [Fact]
    public void A_dash_is_no_fact() =>
        Assert.Equal(
            "The answer is not the JSON that Feishu sends.",
            ErrorText.Message(new BgCheckError(ErrorId.UnreadableAnswer).With("ContentType", "-").With("Length", "0"), English));

    [Theory]
    [InlineData(ErrorId.ApiError, 1002855)]
    [InlineData(ErrorId.InvalidRequest, 99992402)]
    public void A_known_code_is_explained(string id, int code) =>
        Assert.Contains(ErrorText.CodeMeaning(code, English)!, ErrorText.Message(new BgCheckError(id) { Code = code }, English));

    [Fact]
    public void An_unknown_code_is_shown_as_a_number()
    {
        string message = ErrorText.Message(new BgCheckError(ErrorId.ApiError) { Code = 424242 }, English);

        Assert.Equal("Feishu answered with an error that this module has no rule for. [code 424242]", message);
    }

    [Fact]
    public void The_scope_and_its_page_are_named()
    {
        BgCheckError error = new BgCheckError(ErrorId.ScopeMissing)
        {
            Code = 99991672,
            HelpUrl = "https://open.feishu.cn/app/cli_x/auth",
            Violations = [new(ErrorId.ScopeMissing, "hire:background_check_order", "action_scope_required")],
        }.With("Scope", "hire:background_check_order");

        Assert.Equal(1, Count(ErrorText.Message(error, English), "hire:background_check_order"));
        Assert.EndsWith("https://open.feishu.cn/app/cli_x/auth", ErrorText.Remedy(error, English));
        Assert.Equal(1, Count(ErrorText.FullMessage(error, English), error.HelpUrl!));
    }

    [Fact]
    public void A_help_page_ends_the_remedy_of_any_error() =>
        Assert.EndsWith(". https://x.example/help", ErrorText.Remedy(new BgCheckError(ErrorId.ApiError) { HelpUrl = "https://x.example/help" }, English));

    public static TheoryData<string> Ids => [.. ErrorCatalogueTests.AllIds()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_full_message_shows_code_log_id_and_remedy_once(string id)
    {
        BgCheckError error = new(id) { Code = 987654, HttpStatus = 418, LogId = "LOG-1", Msg = "the server's words", HelpUrl = "https://x.example/help" };
        foreach (CultureInfo culture in new[] { English, Chinese })
        {
            string text = ErrorText.FullMessage(error, culture);

            foreach (string part in new[] { "987654", "418", "LOG-1", "the server's words", "https://x.example/help", ErrorText.Remedy(error, culture) })
            {
                Assert.Equal(1, Count(text, part));
            }
        }
    }

    [Fact]
    public void The_exception_carries_the_error_and_speaks_the_users_language()
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = Chinese;
            var exception = new FeishuHireException(NotFound, new InvalidOperationException("below"));

            Assert.Equal(ErrorText.FullMessage(NotFound, Chinese), exception.Message);
            Assert.Equal(ErrorText.Remedy(NotFound, Chinese), exception.Remedy);
            Assert.Equal((ErrorId.OrderNotFound, 1002862, 400, "20261102120425AB12"), (exception.ErrorId, exception.Code, exception.HttpStatus, exception.LogId));
            Assert.Equal((NotFound.Msg, false, BgCheckDeliveryStatus.Rejected), (exception.Msg, exception.Retryable, exception.Outcome));
            Assert.IsType<InvalidOperationException>(exception.InnerException);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static int Count(string text, string part) => text.Split([part], StringSplitOptions.None).Length - 1;
}
