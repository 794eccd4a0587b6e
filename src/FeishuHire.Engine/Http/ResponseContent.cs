using System;
using System.Collections.Generic;
using System.Text.Json;

namespace FeishuHire.Engine.Http;

/// <summary>What a readable answer says: its code and all that its error object explains.</summary>
internal sealed record ResponseContent(int Code)
{
    private const int MostFindings = 20;

    /// <summary>msg, else the error's message; as the server wrote it.</summary>
    internal string? Msg { get; init; }

    /// <summary>log_id, wherever the answer has it.</summary>
    internal string? LogId { get; init; }

    /// <summary>The scopes that the app lacks, each with the server's word for the kind of lack.</summary>
    internal IReadOnlyList<(string Scope, string Kind)> Scopes { get; init; } = [];

    /// <summary>Field names with what is wrong with them. The values that the server echoes beside them are personal and are
    /// not even read.</summary>
    internal IReadOnlyList<(string Field, string? Description)> Fields { get; init; } = [];

    /// <summary>A page that helps: http or https.</summary>
    internal string? HelpUrl { get; init; }

    /// <summary>Reads an answer's root; null where it has no code.</summary>
    internal static ResponseContent? Read(JsonElement root)
    {
        if (LenientJson.Contradicts(root, "code") || LenientJson.Number(root, "code") is not (>= int.MinValue and <= int.MaxValue and long code))
        {
            return null;
        }

        // A success explains nothing.
        JsonElement? error = LenientJson.Member(root, "error");
        if (code == 0 && error is null)
        {
            return new(0)
            {
                Msg = LenientJson.Text(root, "msg"),
                LogId = ResponseHeaders.CleanId(LenientJson.Text(root, "log_id")) ?? ResponseHeaders.CleanId(LenientJson.Text(root, "logid")),
            };
        }

        return new((int)code)
        {
            Msg = LenientJson.Text(root, "msg") ?? LenientJson.Text(error, "message"),
            LogId = ResponseHeaders.CleanId(LenientJson.Text(error, "log_id"))
                ?? ResponseHeaders.CleanId(LenientJson.Text(error, "logid"))
                ?? ResponseHeaders.CleanId(LenientJson.Text(root, "log_id"))
                ?? ResponseHeaders.CleanId(LenientJson.Text(root, "logid")),
            Scopes = ReadScopes(error),
            Fields = ReadFields(error),
            HelpUrl = ReadHelp(error),
        };
    }

    private static List<(string Scope, string Kind)> ReadScopes(JsonElement? error)
    {
        var scopes = new List<(string Scope, string Kind)>();
        foreach (JsonElement violation in LenientJson.Items(error, "permission_violations"))
        {
            if (ResponseHeaders.CleanId(LenientJson.Text(violation, "subject") ?? LenientJson.Text(violation, "scope")) is string scope && scopes.Count < MostFindings)
            {
                scopes.Add((scope, ResponseHeaders.CleanId(LenientJson.Text(violation, "type")) ?? "scope_required"));
            }
        }

        return scopes;
    }

    private static List<(string Field, string? Description)> ReadFields(JsonElement? error)
    {
        var fields = new List<(string Field, string? Description)>();
        foreach (JsonElement violation in LenientJson.Items(error, "field_violations"))
        {
            if (ResponseHeaders.CleanId(LenientJson.Text(violation, "field")) is string field && fields.Count < MostFindings)
            {
                fields.Add((field, LenientJson.Text(violation, "description")));
            }
        }

        return fields;
    }

    private static string? ReadHelp(JsonElement? error)
    {
        foreach (string list in new[] { "helps", "permission_violations" })
        {
            foreach (JsonElement item in LenientJson.Items(error, list))
            {
                if (Link(LenientJson.Text(item, "url")) is string link)
                {
                    return link;
                }
            }
        }

        return LinkIn(LenientJson.Text(error, "troubleshooter"));
    }

    // The troubleshooter is a sentence with a link in it.
    private static string? LinkIn(string? sentence)
    {
        int start = sentence?.IndexOf("http", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (start < 0)
        {
            return null;
        }

        int end = start;
        while (end < sentence!.Length && sentence[end] is > ' ' and <= '~' and not '"' and not '<' and not '>')
        {
            end++;
        }

        return Link(sentence.Substring(start, end - start).TrimEnd('.', ',', ';', ')'));
    }

    private static string? Link(string? text) =>
        text is { Length: <= 2000 } && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.AbsoluteUri
            : null;
}
