using System;
using System.Globalization;
using System.Text.Json;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>What a token endpoint answered. These answer HTTP 200 even when they fail, so the code decides.</summary>
internal sealed class TokenAnswer
{
    /// <summary>The token; null for a failure.</summary>
    internal TokenGrant? Grant { get; private init; }

    /// <summary>The failure. No row has left over it.</summary>
    internal BgCheckError? Error { get; private init; }

    /// <summary>Whether another try may succeed.</summary>
    internal bool MayPass { get; private init; }

    /// <summary>How long the server asks to wait.</summary>
    internal TimeSpan? RetryAfter { get; private init; }

    internal static TokenAnswer Judge(HttpOutcome exchange, string member, bool tenantStep, Func<string?, string> scrub, string host, string? proxy, DateTimeOffset now)
    {
        if (exchange.Failure is TransportFailure failure && exchange.Response is not { Status: 407 or 429 })
        {
            return failure.ProxyRefused
                ? Failed(new BgCheckError(ErrorId.ProxyRefused).With("Proxy", proxy ?? failure.Proxy ?? host), mayPass: false)
                : Failed(new BgCheckError(ErrorId.ConnectionFailed).With("Host", host).With("Reason", failure.Reason), mayPass: true);
        }

        ApiResponse answer = exchange.Response!;
        using JsonDocument? document = LenientJson.ParseObject(answer.Body, out _);
        ResponseContent? content = document is null ? null : ResponseContent.Read(document.RootElement);
        string? logId = answer.LogIdHeader ?? content?.LogId ?? answer.RequestIdHeader;
        TokenAnswer judged = Judge(answer, document, content, member, tenantStep, scrub, proxy ?? host, now);
        return judged.Error is null ? judged : new()
        {
            Error = judged.Error with { HttpStatus = answer.Status, LogId = logId },
            MayPass = judged.MayPass,
            RetryAfter = judged.RetryAfter,
        };
    }

    private static TokenAnswer Judge(ApiResponse answer, JsonDocument? document, ResponseContent? content, string member, bool tenantStep, Func<string?, string> scrub, string proxy, DateTimeOffset now)
    {
        if (answer.Status == 407)
        {
            return Failed(new BgCheckError(ErrorId.ProxyRefused).With("Proxy", proxy), mayPass: false);
        }

        if (content is { Code: not 0 } || answer.Status == 429)
        {
            content ??= new(0);
            CodeRule rule = tenantStep ? CodeTable.FindForTenantStep(answer.Status, content.Code) : CodeTable.Find(answer.Status, content.Code);
            bool mayPass = rule.Action is CodeAction.Throttle or CodeAction.Retry;
            TokenAnswer failed = Failed(OfTheSystem(ResponseError.Of(rule, content, scrub)), mayPass);
            return rule.Action == CodeAction.Throttle ? new() { Error = failed.Error, MayPass = true, RetryAfter = RetryAfterReader.Read(answer, now) } : failed;
        }

        if (answer.Status >= 500)
        {
            return Failed(OfTheSystem(new BgCheckError(ErrorId.SystemError)), mayPass: true);
        }

        string? token = content is not null && answer.Status is >= 200 and < 300 ? TokenText.Clean(LenientJson.Text(document!.RootElement, member)) : null;
        return token is null
            ? Failed(Unreadable(answer), mayPass: false)
            : new() { Grant = new(token, TimeSpan.FromSeconds(Math.Min(86400, Math.Max(0, LenientJson.Number(document!.RootElement, "expire") ?? 0)))) };
    }

    // No row has left: what is uncertain of one is only a failure here, in words of its own.
    private static BgCheckError OfTheSystem(BgCheckError error) => error.Id is ErrorId.SystemError or ErrorId.OutcomeUnknown
        ? (error with { Id = ErrorId.SystemError }).With("Reason", "Token")
        : error;

    private static BgCheckError Unreadable(ApiResponse answer) => new BgCheckError(ErrorId.UnreadableAnswer)
        .With("ContentType", answer.ContentType ?? "-")
        .With("Length", answer.Body.Length.ToString(CultureInfo.InvariantCulture));

    private static TokenAnswer Failed(BgCheckError error, bool mayPass) => new()
    {
        Error = error with { Outcome = BgCheckDeliveryStatus.NotSent, Retryable = mayPass },
        MayPass = mayPass,
    };
}
