using System;
using System.Collections.Generic;

namespace FeishuHire.Errors;

/// <summary>A failure as data: which entry of the catalogue, and the facts that its texts are filled with. Immutable, free
/// of culture, and free of personal values.</summary>
public sealed record BgCheckError(string Id)
{
    /// <summary>Feishu's code, or null.</summary>
    public int? Code { get; init; }

    /// <summary>The HTTP status, or null.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The server's id of the answer, or null.</summary>
    public string? LogId { get; init; }

    /// <summary>The answer's msg, scrubbed of the row's names, results and links.</summary>
    public string? Msg { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<BgCheckViolation> Violations { get; init; } = [];

    /// <summary>A page that helps, as the answer named it.</summary>
    public string? HelpUrl { get; init; }

    /// <summary>Whether the same row may succeed unchanged.</summary>
    public bool Retryable { get; init; }

    /// <summary>What is known of the row; null where no row is behind it.</summary>
    public BgCheckDeliveryStatus? Outcome { get; init; }

    /// <summary>Facts for the texts' placeholders, by name: ids, times, codes, paths, counts. Never names, results or links.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = NoFacts;

    private static readonly IReadOnlyDictionary<string, string> NoFacts = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same failure with one more fact.</summary>
    /// <param name="name">The placeholder's name.</param>
    /// <param name="value">Its value.</param>
    public BgCheckError With(string name, string? value)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> fact in Facts)
        {
            facts[fact.Key] = fact.Value;
        }

        facts[name] = value ?? string.Empty;
        return this with { Facts = facts };
    }
}
