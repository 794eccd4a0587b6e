using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>Holds the fields of a call against its documented table: which are required, and of what JSON type.
/// Members the table does not name are let be, as the endpoint does with fields it does not know.</summary>
internal sealed class FieldJudge
{
    private const int EchoLength = 256;

    private readonly List<FieldViolation> _violations = [];

    /// <summary>What is wrong, in the table's order; empty where all is right.</summary>
    internal IReadOnlyList<FieldViolation> Violations => _violations;

    /// <summary>A string; null where there is none. An empty one is none where one is required.</summary>
    internal string? Text(JsonElement at, string name, bool required, string prefix = "")
    {
        if (!at.TryGetProperty(name, out JsonElement value))
        {
            if (required)
            {
                Add(prefix + name, default, name + " is required");
            }

            return null;
        }

        string? text = BodyReader.Text(value);
        if (text is null)
        {
            Add(prefix + name, value, name + " must be a JSON string");
        }
        else if (required && text.Length == 0)
        {
            Add(prefix + name, value, name + " is required");
        }

        return text;
    }

    /// <summary>Unix milliseconds as a string; null where there are none.</summary>
    internal long? Milliseconds(JsonElement root, string name, bool required)
    {
        int before = _violations.Count;
        string? text = Text(root, name, required);
        if (_violations.Count > before || text is null)
        {
            return null;
        }

        if (text.Length == 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long time))
        {
            return time;
        }

        Add(name, root.GetProperty(name), name + " must be Unix milliseconds: 13 digits");
        return null;
    }

    /// <summary>The integer 1 or 2; null where there is none.</summary>
    internal int? OneOrTwo(JsonElement at, string name, string prefix = "")
    {
        if (!at.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number is 1 or 2)
        {
            return number;
        }

        Add(prefix + name, value, name + " must be the integer 1 or 2");
        return null;
    }

    /// <summary>report_file_list; null where there is none.</summary>
    internal List<BgCheckReportFile>? Reports(JsonElement root)
    {
        if (!root.TryGetProperty("report_file_list", out JsonElement list))
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Add("report_file_list", list, "report_file_list must be a JSON array");
            return null;
        }

        var reports = new List<BgCheckReportFile>();
        foreach (JsonElement item in list.EnumerateArray())
        {
            string at = "report_file_list[" + reports.Count.ToString(CultureInfo.InvariantCulture) + "]";
            reports.Add(Report(item, at));
        }

        return reports;
    }

    private BgCheckReportFile Report(JsonElement item, string at)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            Add(at, item, "must be a JSON object");
            return new BgCheckReportFile();
        }

        string? name = Text(item, "report_name", required: true, at + ".");
        string? url = Text(item, "report_url", required: true, at + ".");
        int? type = OneOrTwo(item, "report_url_type", at + ".");
        return new BgCheckReportFile(name, url, type switch { 1 => "Download", 2 => "Preview", _ => null });
    }

    /// <summary>The strings of a list, none of them empty; null where there is none.</summary>
    internal List<string>? Texts(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement list))
        {
            return null;
        }

        var texts = new List<string>();
        if (list.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                if (BodyReader.Text(item) is { Length: > 0 } text)
                {
                    texts.Add(text);
                }
            }
        }

        if (list.ValueKind != JsonValueKind.Array || texts.Count < list.GetArrayLength())
        {
            Add(name, list, name + " must be a JSON array of strings");
        }

        return texts;
    }

    private void Add(string field, JsonElement value, string description)
    {
        string echo = value.ValueKind == JsonValueKind.Undefined ? string.Empty : BodyReader.Text(value) ?? value.GetRawText();
        _violations.Add(new FieldViolation(field, echo.Length > EchoLength ? echo.Substring(0, EchoLength) : echo, description));
    }
}
