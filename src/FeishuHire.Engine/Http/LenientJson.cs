using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace FeishuHire.Engine.Http;

/// <summary>Looks into JSON that a stranger wrote: what is missing, of another type or damaged is null, never an exception.</summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Parses an object; null where the bytes are anything else.</summary>
    /// <param name="bytes">UTF-8, with or without a byte order mark.</param>
    /// <param name="endedEarly">Whether the bytes begin an object and do not end it.</param>
    internal static JsonDocument? ParseObject(ReadOnlyMemory<byte> bytes, out bool endedEarly)
    {
        endedEarly = false;
        if (bytes.Length >= 3 && bytes.Span[0] == 0xEF && bytes.Span[1] == 0xBB && bytes.Span[2] == 0xBF)
        {
            bytes = bytes.Slice(3);
        }

        try
        {
            JsonDocument document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            endedEarly = EndsEarly(bytes.Span);
            return null;
        }
    }

    /// <summary>A member of an object; where it stands twice, the last one.</summary>
    internal static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out JsonElement member) ? member : null;

    /// <summary>A member's text; a number's digits count as text.</summary>
    internal static string? Text(JsonElement? parent, string name)
    {
        try
        {
            return Member(parent, name) switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // A string that is not valid UTF-8 or UTF-16.
            return null;
        }
    }

    /// <summary>A member's whole number, also where it is written as text or with a fraction of nothing.</summary>
    internal static long? Number(JsonElement? parent, string name)
    {
        string? text = Text(parent, name)?.Trim();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return whole;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;
    }

    /// <summary>The objects of a list member.</summary>
    internal static IEnumerable<JsonElement> Items(JsonElement? parent, string name)
    {
        if (Member(parent, name) is not { ValueKind: JsonValueKind.Array } list)
        {
            yield break;
        }

        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                yield return item;
            }
        }
    }

    /// <summary>Whether a member stands twice with different values: what it says is then anybody's guess.</summary>
    internal static bool Contradicts(JsonElement parent, string name)
    {
        string? first = null;
        foreach (JsonProperty member in parent.EnumerateObject())
        {
            if (!member.NameEquals(name))
            {
                continue;
            }

            string raw = member.Value.GetRawText();
            if (first is not null && !string.Equals(first, raw, StringComparison.Ordinal))
            {
                return true;
            }

            first = raw;
        }

        return false;
    }

    private static bool EndsEarly(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
            }

            return reader.TokenType != JsonTokenType.None && (reader.CurrentDepth > 0 || reader.TokenType == JsonTokenType.StartObject);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
