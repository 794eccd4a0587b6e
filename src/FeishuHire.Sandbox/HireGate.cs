using System;
using System.Collections.Generic;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>What every call under hire/v1 goes through before its fields count: token, frequency, fault, header and body, in
/// this order.</summary>
internal sealed class HireGate(TokenStore tokens, FaultPlan faults, OrderStore orders, Statistics figures, SandboxClock clock)
{
    private const string Bearer = "Bearer ";

    internal Answer Handle(HireCall call, Incoming incoming)
    {
        figures.Arrive(call.Endpoint, clock);
        (JsonDocument? document, string text, string? wrong) = incoming.Body is null ? (null, string.Empty, null) : BodyReader.Read(incoming.Body);
        using (document)
        {
            var body = new Body(document, text, wrong);
            if (faults.Take(call.Endpoint, revoking: true, body.OrderIds, body.StageId) is not null)
            {
                tokens.RevokeAll();
            }

            (Token? token, Refusal? refusal) = Authorize(incoming.Authorization);
            if (token is null)
            {
                figures.Count(Seen.Unauthorized);
                return refusal!.ToAnswer(incoming.LogId);
            }

            RateVerdict verdict = call.Windows.Enter(token.AppId, token.TenantKey ?? string.Empty, clock);
            if (!verdict.Passed)
            {
                figures.Count(Seen.Throttled);
                return Answers.RateLimited(verdict.Limit, verdict.Wait, incoming.LogId);
            }

            SandboxFault? fault = faults.Take(call.Endpoint, revoking: false, body.OrderIds, body.StageId);
            Answer? answer = fault is { AfterApply: false } ? null : Process(call, incoming, body, token, fault);
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

    private Answer Process(HireCall call, Incoming incoming, Body body, Token token, SandboxFault? fault)
    {
        var facts = new CallFacts(new BgCheckTime(clock.Now.ToOffset(StageTimes.China)), incoming.LogId, token, body.Text)
        {
            Query = incoming.Query,
            UserAgent = incoming.UserAgent,
            Fault = fault?.Kind.ToString(),
        };
        Refusal? unreadable = Unreadable(incoming, body);
        Outcome outcome = unreadable is not null ? unreadable : call.Process(body.Document!.RootElement, facts);
        if (outcome.Refusal is Refusal refusal)
        {
            orders.NoteRefusal(call.Endpoint, refusal, body.OrderId, body.StageId, body.Time, facts);
        }

        figures.CountJudged(call.Endpoint, outcome.Refusal);
        return outcome.Refusal?.ToAnswer(incoming.LogId) ?? outcome.Answer!;
    }

    private static Refusal? Unreadable(Incoming incoming, Body body)
    {
        if (!ContentTypes.IsAsDocumented(incoming.ContentType))
        {
            return AssumedAnswers.ContentTypeWrong(incoming.ContentType);
        }

        if (incoming.Body is null)
        {
            return AssumedAnswers.BodyTooLarge();
        }

        return body.Document is null ? Answers.NotJson(body.Wrong ?? string.Empty) : null;
    }

    /// <summary>A body, and what can be told of it whatever is wrong with it.</summary>
    private sealed record Body(JsonDocument? Document, string Text, string? Wrong)
    {
        internal string? OrderId { get; } = Find(Document, "background_check_id");

        internal IReadOnlyList<string> OrderIds => OrderId is string id ? [id] : Ids(Document);

        internal string? StageId { get; } = Find(Document, "stage_id");

        internal string? Time { get; } = Find(Document, "stage_time") ?? Find(Document, "result_time");

        private static string? Find(JsonDocument? document, string name) =>
            document is null ? null : BodyReader.Text(document.RootElement, name);

        private static List<string> Ids(JsonDocument? document)
        {
            var ids = new List<string>();
            if (document is not null && document.RootElement.TryGetProperty(OrderFilter.Ids, out JsonElement list) && list.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement id in list.EnumerateArray())
                {
                    if (BodyReader.Text(id) is string text)
                    {
                        ids.Add(text);
                    }
                }
            }

            return ids;
        }
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
