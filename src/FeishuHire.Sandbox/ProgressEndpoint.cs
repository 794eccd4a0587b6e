using System;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>Judges a call of update_progress: token, frequency, fault, header, body, fields, order, in this order.</summary>
internal sealed class ProgressEndpoint(TokenStore tokens, RateWindows windows, FaultPlan faults, OrderStore book, Statistics figures, SandboxClock clock)
{
    internal const string Path = "/open-apis/hire/v1/eco_background_checks/update_progress";

    private const string Bearer = "Bearer ";

    internal Answer Handle(Incoming incoming)
    {
        figures.Arrive(clock);
        (JsonDocument? document, string text, string? wrong) = incoming.Body is null ? (null, string.Empty, null) : BodyReader.Read(incoming.Body);
        using (document)
        {
            var body = new Body(document, text, wrong);
            if (faults.Take(SandboxEndpoint.Progress, revoking: true, body.OrderId, body.StageId) is not null)
            {
                tokens.RevokeAll();
            }

            (Token? token, Refusal? refusal) = Authorize(incoming.Authorization);
            if (token is null)
            {
                figures.Count(Seen.Unauthorized);
                return refusal!.ToAnswer(incoming.LogId);
            }

            RateVerdict verdict = windows.Enter(token.AppId, token.TenantKey ?? string.Empty, clock);
            if (!verdict.Passed)
            {
                figures.Count(Seen.Throttled);
                return Answers.RateLimited(verdict.Limit, verdict.Wait, incoming.LogId);
            }

            SandboxFault? fault = faults.Take(SandboxEndpoint.Progress, revoking: false, body.OrderId, body.StageId);
            Answer? answer = fault is { AfterApply: false } ? null : Process(incoming, body, token, fault);
            return fault is null ? answer! : FaultAnswers.Spoil(fault, answer, incoming.LogId);
        }
    }

    private (Token? Token, Refusal? Refusal) Authorize(string? header)
    {
        if (header is null || !header.StartsWith(Bearer, StringComparison.Ordinal) || header.Length == Bearer.Length)
        {
            return (null, Answers.TokenMissing);
        }

        string value = header.Substring(Bearer.Length);
        if (value.StartsWith("u-", StringComparison.Ordinal))
        {
            return (null, Answers.UserToken);
        }

        // An app_access_token opens no tenant, so it is no valid token here.
        Token? token = tokens.Find(value);
        return token?.TenantKey is null ? (null, Answers.TokenInvalid) : (token, null);
    }

    private Answer Process(Incoming incoming, Body body, Token token, SandboxFault? fault)
    {
        var facts = new CallFacts(new BgCheckTime(clock.Now.ToOffset(StageTimes.China)), incoming.LogId, incoming.UserAgent, fault?.Kind.ToString());
        Refusal? refusal = Judge(incoming, body, out ProgressCall? call);
        if (refusal is not null)
        {
            book.NoteRefusal(refusal, body.OrderId, body.StageId, body.StageTime, facts);
        }
        else
        {
            refusal = book.Apply(call!, token, facts);
        }

        figures.Count(refusal is null ? Seen.Accepted : Seen.Refused);
        if (refusal is { IsAssumed: true, Code: 1002001 })
        {
            figures.Count(string.Equals(refusal.Fields[0].Field, "stage_id", StringComparison.Ordinal) ? Seen.RepeatedStage : Seen.TimeBreach);
        }

        return refusal?.ToAnswer(incoming.LogId) ?? Answers.Success;
    }

    private static Refusal? Judge(Incoming incoming, Body body, out ProgressCall? call)
    {
        call = null;
        if (!ContentTypes.IsAsDocumented(incoming.ContentType))
        {
            return AssumedAnswers.ContentTypeWrong(incoming.ContentType);
        }

        if (incoming.Body is null)
        {
            return AssumedAnswers.BodyTooLarge();
        }

        if (body.Document is null)
        {
            return Answers.NotJson(body.Wrong ?? string.Empty);
        }

        var judge = new FieldJudge();
        call = judge.Judge(body.Document.RootElement, body.Text);
        if (call is null)
        {
            return Answers.FieldsInvalid(judge.Violations);
        }

        return call.Result is not null && call.Reports is not { Count: > 0 }
            ? Answers.ParameterError(new FieldViolation("report_file_list", string.Empty, "is required where result is sent"))
            : null;
    }

    private sealed record Body(JsonDocument? Document, string Text, string? Wrong)
    {
        internal string? OrderId { get; } = Find(Document, "background_check_id");

        internal string? StageId { get; } = Find(Document, "stage_id");

        internal string? StageTime { get; } = Find(Document, "stage_time");

        private static string? Find(JsonDocument? document, string name) =>
            document is null ? null : BodyReader.Text(document.RootElement, name);
    }
}

/// <summary>The one Content-Type that the page allows.</summary>
internal static class ContentTypes
{
    internal static bool IsAsDocumented(string? header) => string.Equals(
        header?.Replace(" ", string.Empty),
        "application/json;charset=utf-8",
        StringComparison.OrdinalIgnoreCase);
}
