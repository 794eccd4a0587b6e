using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>One field that an answer complains of.</summary>
/// <param name="Field">Its name, e.g. report_file_list[0].report_url.</param>
/// <param name="Value">Its value, echoed as the real endpoint may do.</param>
/// <param name="Description">What is wrong with it.</param>
internal sealed record FieldViolation(string Field, string Value, string Description);

/// <summary>An error in the common shape: code, msg, and an error object with whatever of its members is known.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code.</param>
/// <param name="Msg">The msg.</param>
internal sealed record Refusal(int Status, int Code, string Msg)
{
    internal const string JsonType = "application/json; charset=utf-8";

    internal static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string HelpPage = "https://open.feishu.cn/document/server-docs/getting-started/api-error-codes";

    internal IReadOnlyList<FieldViolation> Fields { get; init; } = [];

    /// <summary>The scope that is missing, or null.</summary>
    internal string? Scope { get; init; }

    /// <summary>Where help is, or null.</summary>
    internal string? Help { get; init; }

    internal bool IsAssumed { get; init; }

    internal Answer ToAnswer(string logId) => new(Status, JsonType, Body(logId)) { Code = Code, Msg = Msg, IsAssumed = IsAssumed };

    private string Body(string logId)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("code", Code);
            json.WriteString("msg", Msg);
            json.WriteStartObject("error");
            json.WriteString("message", Msg);
            json.WriteString("log_id", logId);
            json.WriteString("troubleshooter", HelpPage + "?log_id=" + logId + "&code=" + Code.ToString(CultureInfo.InvariantCulture));
            if (Scope is not null)
            {
                WriteOne(json, "permission_violations", ("type", "action_scope_required"), ("subject", Scope));
            }

            WriteFields(json);
            if (Help is not null)
            {
                WriteOne(json, "helps", ("url", Help), ("description", "sandbox"));
            }

            if (IsAssumed)
            {
                WriteOne(json, "details", ("key", "assumed"), ("value", AssumedAnswers.Mark));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void WriteFields(Utf8JsonWriter json)
    {
        if (Fields.Count == 0)
        {
            return;
        }

        json.WriteStartArray("field_violations");
        foreach (FieldViolation violation in Fields)
        {
            json.WriteStartObject();
            json.WriteString("field", violation.Field);
            json.WriteString("value", violation.Value);
            json.WriteString("description", violation.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter json, string name, (string Name, string Value) first, (string Name, string Value) second)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString(first.Name, first.Value);
        json.WriteString(second.Name, second.Value);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
