using System;
using System.Collections.Generic;
using System.Globalization;

namespace FeishuHire.Sandbox;

/// <summary>The answers that are documented.</summary>
internal static class Answers
{
    internal const string Scope = "hire:background_check_order";

    private const string ScopePage = "https://open.feishu.cn/app/cli_sandbox/auth?q=" + Scope;

    private const string GatewayPage =
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

    internal static Answer Success { get; } = new(200, Refusal.JsonType, """{"code":0,"msg":"success","data":{}}""");

    internal static Answer NotFound { get; } = new(404, "text/plain", "404 page not found");

    internal static Answer BadGateway { get; } = new(502, "text/html", GatewayPage);

    internal static Refusal TokenMissing { get; } =
        new(400, 99991661, "Missing access token for authorization. Please make a request with token attached.");

    internal static Refusal TokenInvalid { get; } = new(400, 99991663, "Invalid access token for authorization. Please make a request with a valid token.");

    internal static Refusal UserToken { get; } = new(400, 99991668, "Invalid access token for authorization: a user token was used.");

    internal static Refusal ScopeMissing { get; } = new(400, 99991672, "Access denied. One of the following scopes is required: [" + Scope + "].")
    {
        Scope = Scope,
        Help = ScopePage,
    };

    internal static Refusal OrderStatusIllegal { get; } = new(400, 1002858, "illegal order status");

    internal static Refusal OrderUnknown { get; } = new(400, 1002862, "background check order not exist");

    internal static Refusal OrderBeingApproved { get; } = new(500, 1002863, "order is being approved");

    internal static Refusal SystemError { get; } = new(500, 1002001, "system error");

    internal static Refusal RateLimited400 { get; } = new(400, 99991400, "request trigger frequency limit");

    /// <summary>The body is no JSON object.</summary>
    internal static Refusal NotJson(string why) => new(400, 9499, "Bad Request: " + why);

    /// <summary>Fields are missing or have another JSON type than documented.</summary>
    internal static Refusal FieldsInvalid(IReadOnlyList<FieldViolation> fields) => new(400, 99992402, "field validation failed") { Fields = fields };

    /// <summary>A result without a report.</summary>
    internal static Refusal ParameterError(FieldViolation field) =>
        new(400, 1002001, "parameter error: " + field.Field + " " + field.Description) { Fields = [field] };

    /// <summary>The frequency limit, as the gateway answers it.</summary>
    /// <param name="limit">The limit that was met, for the headers; null for an answer without them.</param>
    /// <param name="wait">How long until there is room.</param>
    /// <param name="logId">The answer's log id.</param>
    internal static Answer RateLimited(int? limit, TimeSpan wait, string logId)
    {
        Answer answer = new Refusal(429, 99991400, "request trigger frequency limit").ToAnswer(logId);
        if (limit is not int calls)
        {
            return answer;
        }

        // Whole seconds, rounded up: a client that waits so long finds room.
        int seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return answer with
        {
            Headers =
            [
                new("x-ogw-ratelimit-limit", calls.ToString(CultureInfo.InvariantCulture)),
                new("x-ogw-ratelimit-reset", seconds.ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }
}
