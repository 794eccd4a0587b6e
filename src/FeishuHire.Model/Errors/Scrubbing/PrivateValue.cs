using System.Collections.Generic;

namespace FeishuHire.Errors.Scrubbing;

/// <summary>A value that must not come back out.</summary>
/// <param name="Text">The value.</param>
/// <param name="Mark">What is shown instead.</param>
internal sealed record PrivateValue(string Text, string Mark)
{
    // A report link can be long, and what it carries at its end is a signature.
    private const int MaxLength = 4000;

    /// <summary>The private values of a row and of its call, the longest first: where values overlap it names the echo.</summary>
    /// <param name="row">The row, or null.</param>
    /// <param name="secrets">Secrets of the call.</param>
    internal static List<PrivateValue> Of(BgCheckProgress? row, IEnumerable<string?> secrets)
    {
        var values = new List<PrivateValue>();
        foreach (string? secret in secrets)
        {
            if (!string.IsNullOrWhiteSpace(secret))
            {
                values.Add(new(secret!, "[secret]"));
            }
        }

        if (row is not null)
        {
            Add("stage_name", row.StageName);
            Add("stage_en_name", row.StageEnName);
            Add("result", row.Result);
            foreach (BgCheckReportFile report in row.ReportFile)
            {
                Add("report_name", report.Name);
                Add("report_url", report.Url);
            }
        }

        values.Sort(static (a, b) => b.Text.Length.CompareTo(a.Text.Length));
        return values;

        void Add(string field, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                values.Add(new(value!.Length > MaxLength ? value.Substring(0, MaxLength) : value, Scrubber.Mark(field, value)));
            }
        }
    }
}
