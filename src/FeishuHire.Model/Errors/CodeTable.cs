using System;
using System.Collections.Generic;

namespace FeishuHire.Errors;

/// <summary>Every code that Feishu publishes for these calls, and what this module makes of it.</summary>
/// <remarks>Sources: the page 更新背调订单进度 and its siblings, the pages of the token endpoints, Feishu's list of common
/// error codes. Choices that no source decides are marked as assumed.</remarks>
public static class CodeTable
{
    private const int SystemCode = 1002001;
    private const int QuotaCode = 99991403;

    private static readonly Dictionary<int, CodeRule> Rules = Build();

    // The one code whose meaning hangs on the status: with a 4xx a parameter is wrong, with a 5xx the system failed; (assumed)
    // with any other status nobody knows, and a stage that may be there is not called refused.
    private static readonly CodeRule SystemFailed =
        new(SystemCode, 500, ErrorId.SystemError, CodeAction.Retry, BgCheckDeliveryStatus.Uncertain);

    /// <summary>All rules, by code; 1002001 has two.</summary>
    public static IEnumerable<CodeRule> All
    {
        get
        {
            yield return SystemFailed;
            foreach (CodeRule rule in Rules.Values)
            {
                yield return rule;
            }
        }
    }

    /// <summary>Whether a number is one of Feishu's codes.</summary>
    internal static bool IsPublished(int code) => Rules.ContainsKey(code);

    /// <summary>The rule for an answer that is a failure.</summary>
    /// <param name="httpStatus">The answer's HTTP status; null where it is not known.</param>
    /// <param name="code">The answer's code; 0 only with a status that says otherwise.</param>
    /// <exception cref="ArgumentException">Code 0 with a 2xx status: that is a success, and no rule applies.</exception>
    public static CodeRule Find(int? httpStatus, int code)
    {
        if (code == 0 && (httpStatus is null or (>= 200 and < 300)))
        {
            throw new ArgumentException("Code 0 is a success.", nameof(code));
        }

        // A quota that is used up comes with a 429 as well, and waiting does not help it.
        if (httpStatus == 429 && code != QuotaCode)
        {
            return new(code, 429, ErrorId.RateLimited, CodeAction.Throttle, BgCheckDeliveryStatus.NotSent);
        }

        if (code == SystemCode && httpStatus is not null and not (>= 400 and < 500))
        {
            return SystemFailed;
        }

        return Rules.TryGetValue(code, out CodeRule? rule) ? rule : Unknown(httpStatus, code);
    }

    /// <summary>The rule for a failure of the store app's second step, app_access_token and tenant_key to
    /// tenant_access_token: there 10003 means that the tenant has not installed the app, not that the app is unknown.</summary>
    /// <param name="httpStatus">The answer's HTTP status; null where it is not known.</param>
    /// <param name="code">The answer's code.</param>
    public static CodeRule FindForTenantStep(int? httpStatus, int code)
    {
        CodeRule rule = Find(httpStatus, code);
        return rule is { Code: 10003, ErrorId: ErrorId.CredentialRejected } ? rule with { ErrorId = ErrorId.AppUnavailable } : rule;
    }

    private static CodeRule Unknown(int? httpStatus, int code) => httpStatus switch
    {
        // A gateway's word: the call may have got through behind it.
        502 or 503 or 504 => new(code, httpStatus, ErrorId.OutcomeUnknown, CodeAction.Retry, BgCheckDeliveryStatus.Uncertain),

        // After a 500 nobody knows what was written; and a 0 with a failing status contradicts itself.
        >= 500 => new(code, httpStatus, ErrorId.ApiError, CodeAction.Refuse, BgCheckDeliveryStatus.Uncertain),
        _ when code == 0 => new(code, httpStatus, ErrorId.ApiError, CodeAction.Refuse, BgCheckDeliveryStatus.Uncertain),
        _ => new(code, httpStatus, ErrorId.ApiError, CodeAction.Refuse, BgCheckDeliveryStatus.Rejected),
    };

    private static Dictionary<int, CodeRule> Build()
    {
        var rules = new Dictionary<int, CodeRule>();

        // update_progress and its sibling calls.
        Refused(ErrorId.OrderStatusAbnormal, 1002858);
        Refused(ErrorId.OrderNotFound, 1002862);
        Refused(ErrorId.OrderBeingApproved, 1002863);
        Refused(ErrorId.InvalidRequest, SystemCode, 1002002);
        Refused(ErrorId.ApiError, 1002855, 1002859, 1002860);

        // Any call.
        Refused(ErrorId.InvalidRequest, 99992402, 9499, 4000, 10001);
        TurnedAway(CodeAction.Throttle, ErrorId.RateLimited, 99991400);
        TurnedAway(CodeAction.RefreshToken, ErrorId.TokenRejected, 99991663, 99991664, 99991665, 99991671);

        // No token, or a user's: another one of the same source would be as wrong.
        TurnedAway(CodeAction.Refuse, ErrorId.TokenRejected, 99991661, 99991668);
        TurnedAway(CodeAction.Refuse, ErrorId.ScopeMissing, 99991672);
        TurnedAway(CodeAction.Refuse, ErrorId.IpNotAllowed, 99991401);
        TurnedAway(CodeAction.Refuse, ErrorId.QuotaExhausted, QuotaCode);
        TurnedAway(CodeAction.Refuse, ErrorId.AppUnavailable, 99991662, 99991673);
        foreach (int code in new[] { 1500, 1663, 1668, 2200, 5000, 10101, 45500, 55001 })
        {
            rules.Add(code, new(code, null, ErrorId.SystemError, CodeAction.Retry, BgCheckDeliveryStatus.Uncertain));
        }

        // The token endpoints.
        TurnedAway(CodeAction.Refuse, ErrorId.CredentialRejected, 10003, 10014, 10015, 99991543);
        TurnedAway(CodeAction.Refuse, ErrorId.AppTicketInvalid, 10012, 10016);
        TurnedAway(CodeAction.Refuse, ErrorId.AppUnavailable, 10005, 10013, 11207, 11210, 20009);
        return rules;

        void Refused(string id, params int[] codes) => Add(CodeAction.Refuse, BgCheckDeliveryStatus.Rejected, id, codes);

        // What is wrong lies with the app, the tenant or the moment, not with the row.
        void TurnedAway(CodeAction action, string id, params int[] codes) => Add(action, BgCheckDeliveryStatus.NotSent, id, codes);

        void Add(CodeAction action, BgCheckDeliveryStatus outcome, string id, int[] codes)
        {
            foreach (int code in codes)
            {
                rules.Add(code, new(code, null, id, action, outcome));
            }
        }
    }
}
