using System;
using System.Text;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>Takes a body apart as far as it is a JSON object in strict UTF-8, no member twice.</summary>
internal static class BodyReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The object, or what is wrong with the body.</summary>
    internal static (JsonDocument? Document, string Text, string? Fault) Read(byte[] body)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return (null, string.Empty, "body is not UTF-8");
        }

        try
        {
            var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return (document, text, null);
            }

            document.Dispose();
            return (null, text, "body is not a JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, text, "body is not JSON");
        }
    }

    /// <summary>A member's text where it is a JSON string; else null.</summary>
    internal static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? Text(value) : null;

    /// <summary>The text of a JSON string; null for another type and for half a surrogate pair, which is no text.</summary>
    internal static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
