using System;
using System.Linq;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.BgCheckDeliveryStatus;
using static FeishuHire.Errors.CodeAction;

namespace FeishuHire.UnitTests.Model.Errors;

public sealed class CodeTableTests
{
    /// <summary>The published codes, typed from Feishu's pages: status (0 where none is named), code, what it is here.</summary>
    public static readonly TheoryData<int, int, string, CodeAction, BgCheckDeliveryStatus> Published = new()
    {
        // 更新背调订单进度 and its sibling calls.
        { 400, 1002858, ErrorId.OrderStatusAbnormal, Refuse, Rejected },
        { 400, 1002862, ErrorId.OrderNotFound, Refuse, Rejected },
        { 500, 1002001, ErrorId.SystemError, Retry, Uncertain },
        { 400, 1002001, ErrorId.InvalidRequest, Refuse, Rejected },
        { 200, 1002001, ErrorId.SystemError, Retry, Uncertain },
        { 403, 1002001, ErrorId.InvalidRequest, Refuse, Rejected },
        { 400, 1002002, ErrorId.InvalidRequest, Refuse, Rejected },
        { 500, 1002863, ErrorId.OrderBeingApproved, Refuse, Rejected },
        { 400, 1002859, ErrorId.ApiError, Refuse, Rejected },
        { 400, 1002855, ErrorId.ApiError, Refuse, Rejected },
        { 400, 1002860, ErrorId.ApiError, Refuse, Rejected },

        // Token endpoints: HTTP 200 even when they fail.
        { 200, 10003, ErrorId.CredentialRejected, Refuse, NotSent },
        { 200, 10014, ErrorId.CredentialRejected, Refuse, NotSent },
        { 200, 10015, ErrorId.CredentialRejected, Refuse, NotSent },
        { 200, 99991543, ErrorId.CredentialRejected, Refuse, NotSent },
        { 200, 10012, ErrorId.AppTicketInvalid, Refuse, NotSent },
        { 200, 10005, ErrorId.AppUnavailable, Refuse, NotSent },
        { 200, 10013, ErrorId.AppUnavailable, Refuse, NotSent },
        { 200, 10016, ErrorId.AppTicketInvalid, Refuse, NotSent },
        { 200, 11207, ErrorId.AppUnavailable, Refuse, NotSent },
        { 200, 11210, ErrorId.AppUnavailable, Refuse, NotSent },
        { 200, 20009, ErrorId.AppUnavailable, Refuse, NotSent },
        { 200, 2200, ErrorId.SystemError, Retry, Uncertain },
        { 200, 5000, ErrorId.SystemError, Retry, Uncertain },

        // Any call.
        { 429, 99991400, ErrorId.RateLimited, Throttle, NotSent },
        { 400, 99991400, ErrorId.RateLimited, Throttle, NotSent },
        { 400, 99991663, ErrorId.TokenRejected, RefreshToken, NotSent },
        { 200, 99991663, ErrorId.TokenRejected, RefreshToken, NotSent },
        { 400, 99991664, ErrorId.TokenRejected, RefreshToken, NotSent },
        { 400, 99991665, ErrorId.TokenRejected, RefreshToken, NotSent },
        { 400, 99991671, ErrorId.TokenRejected, RefreshToken, NotSent },
        { 400, 99991661, ErrorId.TokenRejected, Refuse, NotSent },
        { 400, 99991668, ErrorId.TokenRejected, Refuse, NotSent },
        { 400, 99991672, ErrorId.ScopeMissing, Refuse, NotSent },
        { 0, 99991662, ErrorId.AppUnavailable, Refuse, NotSent },
        { 0, 99991673, ErrorId.AppUnavailable, Refuse, NotSent },
        { 0, 99991401, ErrorId.IpNotAllowed, Refuse, NotSent },
        { 0, 99991403, ErrorId.QuotaExhausted, Refuse, NotSent },
        { 429, 99991403, ErrorId.QuotaExhausted, Refuse, NotSent },
        { 200, 99991403, ErrorId.QuotaExhausted, Refuse, NotSent },
        { 0, 99992402, ErrorId.InvalidRequest, Refuse, Rejected },
        { 0, 9499, ErrorId.InvalidRequest, Refuse, Rejected },
        { 0, 10001, ErrorId.InvalidRequest, Refuse, Rejected },
        { 0, 4000, ErrorId.InvalidRequest, Refuse, Rejected },
        { 0, 1500, ErrorId.SystemError, Retry, Uncertain },
        { 0, 1663, ErrorId.SystemError, Retry, Uncertain },
        { 0, 1668, ErrorId.SystemError, Retry, Uncertain },
        { 0, 10101, ErrorId.SystemError, Retry, Uncertain },
        { 0, 45500, ErrorId.SystemError, Retry, Uncertain },
        { 0, 55001, ErrorId.SystemError, Retry, Uncertain },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Every_published_code_has_its_rule(int status, int code, string id, CodeAction action, BgCheckDeliveryStatus outcome)
    {
        CodeRule rule = CodeTable.Find(status == 0 ? null : status, code);

        Assert.Equal((code, id, action, outcome), (rule.Code, rule.ErrorId, rule.Action, rule.Outcome));
        Assert.Equal(outcome != Rejected, rule.Retryable);
    }

    [Fact]
    public void The_table_holds_the_published_codes_and_no_other()
    {
        int[] published = [.. Published.Select(row => row.Data.Item2).Distinct().Order()];

        Assert.Equal(published, CodeTable.All.Select(rule => rule.Code).Distinct().Order());
        Assert.All(CodeTable.All, rule => Assert.NotNull(ErrorCatalogue.Get(rule.ErrorId)));
    }

    [Theory]
    [InlineData(1002858)]
    [InlineData(99991672)]
    [InlineData(424242)]
    [InlineData(0)]
    public void Too_many_requests_is_throttling_unless_the_quota_is_used_up(int code)
    {
        CodeRule rule = CodeTable.Find(429, code);

        Assert.Equal((ErrorId.RateLimited, Throttle, NotSent), (rule.ErrorId, rule.Action, rule.Outcome));
    }

    [Theory]
    [InlineData(400, ErrorId.ApiError, Refuse, Rejected)]
    [InlineData(200, ErrorId.ApiError, Refuse, Rejected)]
    [InlineData(404, ErrorId.ApiError, Refuse, Rejected)]
    [InlineData(500, ErrorId.ApiError, Refuse, Uncertain)]
    [InlineData(502, ErrorId.OutcomeUnknown, Retry, Uncertain)]
    [InlineData(503, ErrorId.OutcomeUnknown, Retry, Uncertain)]
    [InlineData(504, ErrorId.OutcomeUnknown, Retry, Uncertain)]
    public void An_unknown_code_is_judged_by_its_status(int status, string id, CodeAction action, BgCheckDeliveryStatus outcome)
    {
        CodeRule rule = CodeTable.Find(status, 424242);

        Assert.Equal((424242, status, id, action, outcome), (rule.Code, rule.HttpStatus, rule.ErrorId, rule.Action, rule.Outcome));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    public void A_system_error_stays_one_behind_a_gateway(int status) =>
        Assert.Equal(Uncertain, CodeTable.Find(status, 1002001).Outcome);

    [Theory]
    [InlineData(400, ErrorId.ApiError)]
    [InlineData(500, ErrorId.ApiError)]
    [InlineData(503, ErrorId.OutcomeUnknown)]
    public void Code_0_with_a_failing_status_is_no_success_and_no_refusal(int status, string id)
    {
        CodeRule rule = CodeTable.Find(status, 0);

        Assert.Equal((id, Uncertain), (rule.ErrorId, rule.Outcome));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(null)]
    public void A_success_has_no_rule(int? status) => Assert.Throws<ArgumentException>(() => CodeTable.Find(status, 0));

    [Fact]
    public void At_the_tenant_step_10003_is_a_tenant_without_the_app()
    {
        Assert.Equal(ErrorId.AppUnavailable, CodeTable.FindForTenantStep(200, 10003).ErrorId);
        Assert.Equal(ErrorId.CredentialRejected, CodeTable.FindForTenantStep(200, 10014).ErrorId);
        Assert.Equal(ErrorId.RateLimited, CodeTable.FindForTenantStep(429, 10003).ErrorId);
    }
}
