using System;
using System.Globalization;
using System.Text.Json;

namespace FeishuHire.BenchServer;

/// <summary>What the server looks at of a body.</summary>
internal readonly record struct Update(string Order, string Stage, long Time)
{
    /// <summary>Reads a body; null where a required field is missing or not text.</summary>
    public static Update? Read(ReadOnlySpan<byte> body)
    {
        string? order = null;
        string? stage = null;
        string? name = null;
        string? time = null;
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                if (reader.ValueTextEquals("background_check_id"u8))
                {
                    order = Text(ref reader);
                }
                else if (reader.ValueTextEquals("stage_id"u8))
                {
                    stage = Text(ref reader);
                }
                else if (reader.ValueTextEquals("stage_name"u8))
                {
                    name = Text(ref reader);
                }
                else if (reader.ValueTextEquals("stage_time"u8))
                {
                    time = Text(ref reader);
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return string.IsNullOrEmpty(order) || string.IsNullOrEmpty(stage) || string.IsNullOrEmpty(name)
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
                ? null
                : new Update(order, stage, milliseconds);
    }

    private static string? Text(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
}
