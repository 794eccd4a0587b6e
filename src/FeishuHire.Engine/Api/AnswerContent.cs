using System;
using System.Collections.Generic;
using System.Text.Json;

namespace FeishuHire.Engine.Api;

/// <summary>What a readable answer says: its code and all that its error object explains.</summary>
internal sealed record AnswerContent(int Code)
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
    internal static AnswerContent? Read(JsonElement root)
    {
        if (JsonView.Contradicts(root, "code") || JsonView.Number(root, "code") is not (>= int.MinValue and <= int.MaxValue and long code))
        {
            return null;
        }

        // A success explains nothing.
        JsonElement? error = JsonView.Member(root, "error");
        if (code == 0 && error is null)
        {
            return new(0)
            {
                Msg = JsonView.Text(root, "msg"),
                LogId = AnswerHeaders.CleanId(JsonView.Text(root, "log_id")) ?? AnswerHeaders.CleanId(JsonView.Text(root, "logid")),
            };
        }

        return new((int)code)
        {
            Msg = JsonView.Text(root, "msg") ?? JsonView.Text(error, "message"),
            LogId = AnswerHeaders.CleanId(JsonView.Text(error, "log_id"))
                ?? AnswerHeaders.CleanId(JsonView.Text(error, "logid"))
                ?? AnswerHeaders.CleanId(JsonView.Text(root, "log_id"))
                ?? AnswerHeaders.CleanId(JsonView.Text(root, "logid")),
            Scopes = ReadScopes(error),
            Fields = ReadFields(error),
            HelpUrl = ReadHelp(error),
        };
    }

    private static List<(string Scope, string Kind)> ReadScopes(JsonElement? error)
    {
        var scopes = new List<(string Scope, string Kind)>();
        foreach (JsonElement violation in JsonView.Items(error, "permission_violations"))
        {
            if (AnswerHeaders.CleanId(JsonView.Text(violation, "subject") ?? JsonView.Text(violation, "scope")) is string scope && scopes.Count < MostFindings)
            {
                scopes.Add((scope, AnswerHeaders.CleanId(JsonView.Text(violation, "type")) ?? "scope_required"));
            }
        }

        return scopes;
    }

    private static List<(string Field, string? Description)> ReadFields(JsonElement? error)
    {
        var fields = new List<(string Field, string? Description)>();
        foreach (JsonElement violation in JsonView.Items(error, "field_violations"))
        {
            if (AnswerHeaders.CleanId(JsonView.Text(violation, "field")) is string field && fields.Count < MostFindings)
            {
                fields.Add((field, JsonView.Text(violation, "description")));
            }
        }

        return fields;
    }

    private static string? ReadHelp(JsonElement? error)
    {
        foreach (string list in new[] { "helps", "permission_violations" })
        {
            foreach (JsonElement item in JsonView.Items(error, list))
            {
                if (Link(JsonView.Text(item, "url")) is string link)
                {
                    return link;
                }
            }
        }

        return LinkIn(JsonView.Text(error, "troubleshooter"));
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
