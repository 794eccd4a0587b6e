using System;
using System.Collections.Generic;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Http;

/// <summary>Makes the error of a readable answer.</summary>
internal static class ResponseError
{
    // 更新招聘背调信息: what update_progress needs, for an answer that does not say.
    private const string UsualScope = "hire:background_check_order";

    /// <summary>The error with everything that the answer explains.</summary>
    /// <param name="rule">What its code means.</param>
    /// <param name="content">The answer.</param>
    /// <param name="scrub">Takes personal values and secrets out of the server's sentences.</param>
    internal static BgCheckError Of(CodeRule rule, ResponseContent content, Func<string?, string> scrub)
    {
        var error = new BgCheckError(rule.ErrorId)
        {
            Code = content.Code,
            Msg = scrub(content.Msg) is { Length: > 0 } msg ? msg : null,
            HelpUrl = Untouched(content.HelpUrl, scrub),
            Retryable = rule.Retryable,
            Violations = Violations(rule.ErrorId, content, scrub),
        };
        return rule.ErrorId == ErrorId.ScopeMissing ? error.With("Scope", Scopes(content, scrub)) : error;
    }

    // A link with a hole in it leads nowhere.
    private static string? Untouched(string? link, Func<string?, string> scrub) =>
        link is not null && string.Equals(scrub(link), link, StringComparison.Ordinal) ? link : null;

    private static string Scopes(ResponseContent content, Func<string?, string> scrub)
    {
        if (content.Scopes.Count == 0)
        {
            return UsualScope;
        }

        var names = new List<string>(content.Scopes.Count);
        foreach ((string scope, _) in content.Scopes)
        {
            names.Add(scrub(scope));
        }

        return string.Join(", ", names);
    }

    private static List<BgCheckViolation> Violations(string errorId, ResponseContent content, Func<string?, string> scrub)
    {
        var violations = new List<BgCheckViolation>();
        foreach ((string scope, string kind) in content.Scopes)
        {
            violations.Add(new(ErrorId.ScopeMissing, scrub(scope), scrub(kind)));
        }

        foreach ((string field, string? description) in content.Fields)
        {
            violations.Add(new(errorId, scrub(field), scrub(description)));
        }

        return violations;
    }
}
