using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Bot;

/// <summary>What a bot said to a message. Nothing of its own words is kept: they may quote the address.</summary>
/// <param name="Refusal">Why the group was not told: a key of BotTexts; null where it was.</param>
/// <param name="Detail">A code, a status or a technical word for the text.</param>
internal sealed record BotAnswer(string? Refusal, string? Detail = null)
{
    private const int Throttled = 11232;

    private static readonly Dictionary<int, string> Refusals = new()
    {
        [19001] = "HookUnknown",
        [19021] = "SignatureRefused",
        [19022] = "IpRefused",
        [19024] = "KeywordMissing",
        [9499] = "BadRequest",
        [Throttled] = "Busy",
    };

    /// <summary>Whether nothing was posted and a moment later may do.</summary>
    internal bool MayPass { get; private init; }

    /// <summary>Judges what came of a call.</summary>
    internal static BotAnswer Judge(HttpOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            return failure.ProxyRefused ? new("ProxyRefused")
                : failure.Left ? new("NoAnswer", failure.Reason)
                : new("Unreachable", failure.Reason) { MayPass = !failure.Reason.StartsWith("TLS", System.StringComparison.Ordinal) };
        }

        ApiResponse response = outcome.Response!;
        string status = response.Status.ToString(CultureInfo.InvariantCulture);
        if (response.Status is >= 300 and < 400)
        {
            return new("Redirected", status);
        }

        using JsonDocument? body = response.State == BodyState.Whole ? LenientJson.ParseObject(response.Body, out _) : null;

        // Older hooks answer StatusCode alone.
        long? code = LenientJson.Number(body?.RootElement, "code") ?? LenientJson.Number(body?.RootElement, "StatusCode");
        if (code is null)
        {
            return response.Status == 429 ? new("Busy", status) { MayPass = true } : new("Unreadable", status);
        }

        if (code == 0)
        {
            return response.Status is >= 200 and < 300 ? new(Refusal: null) : new("Unreadable", status);
        }

        string shown = code.Value.ToString(CultureInfo.InvariantCulture);
        return Refusals.TryGetValue((int)code.Value, out string? refusal)
            ? new(refusal, shown) { MayPass = code == Throttled }
            : new("Refused", shown);
    }
}
