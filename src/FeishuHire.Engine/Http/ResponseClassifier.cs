using System;
using System.Globalization;
using System.Text.Json;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Http;

/// <summary>Judges what came back from a call, by HTTP status and code: never by msg, whose spelling varies.</summary>
internal static class ResponseClassifier
{
    /// <summary>Judges one exchange.</summary>
    /// <param name="exchange">What came of the request.</param>
    /// <param name="scrub">Takes what the server echoes of the row and the token out of its sentences.</param>
    /// <param name="host">The host that was called.</param>
    /// <param name="proxy">The proxy in between, or null.</param>
    /// <param name="now">This side's clock.</param>
    /// <param name="read">Reads the answer of a call that was accepted, while it is there; null where nothing in it counts.</param>
    internal static CallResult Read(HttpOutcome exchange, Func<string?, string> scrub, string host, string? proxy, DateTimeOffset now, Action<JsonElement>? read = null)
    {
        if (exchange.Response is not ApiResponse answer)
        {
            return WithoutAnswer(exchange.Failure!, host, proxy);
        }

        using JsonDocument? document = LenientJson.ParseObject(answer.Body, out bool endedEarly);
        ResponseContent? content = document is null ? null : ResponseContent.Read(document.RootElement);
        string? logId = answer.LogIdHeader ?? content?.LogId ?? answer.RequestIdHeader;
        CallResult result = Judge(exchange, answer, content, endedEarly, scrub, proxy);
        if (result.Verdict == CallVerdict.Accepted)
        {
            read?.Invoke(document!.RootElement);
        }

        return result with
        {
            Code = content?.Code,
            LogId = logId,
            ServerDate = answer.Date,
            RetryAfter = result.Verdict == CallVerdict.Throttled ? RetryAfterReader.Read(answer, now) : null,
            Error = result.Error is null ? null : result.Error with { HttpStatus = answer.Status, Code = content?.Code, LogId = logId },
        };
    }

    private static CallResult WithoutAnswer(TransportFailure failure, string host, string? proxy)
    {
        if (failure.Left)
        {
            return new(CallVerdict.Uncertain) { Error = OutcomeUnknown(failure.Reason) };
        }

        BgCheckError error = failure.ProxyRefused
            ? new BgCheckError(ErrorId.ProxyRefused).With("Proxy", proxy ?? failure.Proxy ?? host)
            : new BgCheckError(ErrorId.ConnectionFailed).With("Host", host).With("Reason", failure.Reason);
        return new(CallVerdict.NotSent) { Error = error with { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = !failure.ProxyRefused } };
    }

    private static CallResult Judge(HttpOutcome exchange, ApiResponse answer, ResponseContent? content, bool endedEarly, Func<string?, string> scrub, string? proxy)
    {
        bool succeeded = answer.Status is >= 200 and < 300;
        if (answer.Status == 407)
        {
            BgCheckError refused = new BgCheckError(ErrorId.ProxyRefused).With("Proxy", proxy);
            return new(CallVerdict.NotSent) { Error = refused with { Outcome = BgCheckDeliveryStatus.NotSent } };
        }

        // A 429 says all there is to say in its status.
        if (answer.Status == 429)
        {
            return OfCode(answer.Status, content ?? new(0), scrub);
        }

        if (answer.State == BodyState.Cut || (endedEarly && !answer.Delimited))
        {
            return new(CallVerdict.Uncertain) { Error = OutcomeUnknown(exchange.Failure?.Reason ?? "ResponseEnded") };
        }

        if (content is null || answer.Status is >= 300 and < 400)
        {
            return Unreadable(answer);
        }

        if (content.Code != 0)
        {
            return OfCode(answer.Status, content, scrub);
        }

        // Code 0 with a failing status contradicts itself: the status is all that can be trusted.
        return succeeded ? new(CallVerdict.Accepted) : Unreadable(answer);
    }

    private static CallResult Unreadable(ApiResponse answer)
    {
        if (answer.Status is 502 or 503 or 504)
        {
            return new(CallVerdict.Uncertain) { Error = OutcomeUnknown("HTTP " + answer.Status.ToString(CultureInfo.InvariantCulture)) };
        }

        // A redirect was not followed and a 4xx is a refusal: neither wrote anything.
        bool refused = answer.Status is >= 300 and < 500;
        BgCheckError error = new BgCheckError(ErrorId.UnreadableAnswer)
            .With("ContentType", answer.ContentType ?? "-")
            .With("Length", answer.State == BodyState.TooLong
                ? ">" + ResponseBody.Limit.ToString(CultureInfo.InvariantCulture)
                : answer.Body.Length.ToString(CultureInfo.InvariantCulture));
        return new(refused ? CallVerdict.Refused : CallVerdict.Uncertain)
        {
            Error = error with
            {
                Outcome = refused ? BgCheckDeliveryStatus.Rejected : BgCheckDeliveryStatus.Uncertain,
                Retryable = !refused,
            },
        };
    }

    private static CallResult OfCode(int status, ResponseContent content, Func<string?, string> scrub)
    {
        CodeRule rule = CodeTable.Find(status, content.Code);
        return new(VerdictOf(rule)) { Error = ErrorOfCode(rule, content, scrub) };
    }

    private static CallVerdict VerdictOf(CodeRule rule) => rule.Action switch
    {
        CodeAction.Throttle => CallVerdict.Throttled,
        CodeAction.RefreshToken => CallVerdict.TokenRefused,
        _ when rule.Outcome == BgCheckDeliveryStatus.Uncertain => CallVerdict.Uncertain,
        _ => CallVerdict.Refused,
    };

    private static BgCheckError OutcomeUnknown(string reason) =>
        new BgCheckError(ErrorId.OutcomeUnknown).With("Reason", reason) with { Outcome = BgCheckDeliveryStatus.Uncertain, Retryable = true };

    private static BgCheckError ErrorOfCode(CodeRule rule, ResponseContent content, Func<string?, string> scrub) =>
        ResponseError.Of(rule, content, scrub) with { Outcome = rule.Outcome };
}
