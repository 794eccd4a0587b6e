using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>Holds the fields of update_progress against the documented table: which are required, and of what JSON type.
/// Members the table does not name are let be, as the endpoint does with fields it does not know.</summary>
internal sealed class FieldJudge
{
    private const int EchoLength = 256;

    private readonly List<FieldViolation> _violations = [];

    /// <summary>What is wrong, in the table's order; empty where all is right.</summary>
    internal IReadOnlyList<FieldViolation> Violations => _violations;

    /// <summary>The call, or null where anything is wrong with it.</summary>
    internal ProgressCall? Judge(JsonElement root, string body)
    {
        string orderId = Text(root, string.Empty, "background_check_id", required: true) ?? string.Empty;
        string stageId = Text(root, string.Empty, "stage_id", required: true) ?? string.Empty;
        string? enName = Text(root, string.Empty, "stage_en_name", required: false);
        string name = Text(root, string.Empty, "stage_name", required: true) ?? string.Empty;
        long time = StageTime(root);
        string? result = Text(root, string.Empty, "result", required: false);
        int? role = OneOrTwo(root, string.Empty, "operator_role");
        List<BgCheckReportFile>? reports = Reports(root);
        return _violations.Count > 0
            ? null
            : new ProgressCall(orderId, stageId, name, time)
            {
                StageEnName = enName,
                Result = result,
                OperatorRole = role,
                Reports = reports,
                Body = body,
            };
    }

    private string? Text(JsonElement at, string prefix, string name, bool required)
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

    private long StageTime(JsonElement root)
    {
        int before = _violations.Count;
        string? text = Text(root, string.Empty, "stage_time", required: true);
        if (_violations.Count > before || text is null)
        {
            return 0;
        }

        if (text.Length == 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long time))
        {
            return time;
        }

        Add("stage_time", root.GetProperty("stage_time"), "stage_time must be Unix milliseconds: 13 digits");
        return 0;
    }

    private int? OneOrTwo(JsonElement at, string prefix, string name)
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

    private List<BgCheckReportFile>? Reports(JsonElement root)
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

        string? name = Text(item, at + ".", "report_name", required: true);
        string? url = Text(item, at + ".", "report_url", required: true);
        int? type = OneOrTwo(item, at + ".", "report_url_type");
        return new BgCheckReportFile(name, url, type switch { 1 => "Download", 2 => "Preview", _ => null });
    }

    private void Add(string field, JsonElement value, string description)
    {
        string echo = value.ValueKind == JsonValueKind.Undefined ? string.Empty : BodyReader.Text(value) ?? value.GetRawText();
        _violations.Add(new FieldViolation(field, echo.Length > EchoLength ? echo.Substring(0, EchoLength) : echo, description));
    }
}
