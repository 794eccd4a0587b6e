using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace FeishuHire;

/// <summary>The reports of one stage (report_file_list), in the order given. Prints as JSON, so that a row written by
/// Export-Csv reads back as the same update.</summary>
public sealed class BgCheckReportFileList : Collection<BgCheckReportFile>
{
    /// <summary>Makes an empty list.</summary>
    public BgCheckReportFileList()
    {
    }

    /// <summary>Makes a list of the given reports.</summary>
    /// <param name="reports">The reports, in order.</param>
    public BgCheckReportFileList(IEnumerable<BgCheckReportFile> reports)
    {
        foreach (BgCheckReportFile report in reports)
        {
            Add(report);
        }
    }

    /// <summary>A JSON array in the API's field names; empty text for no reports.</summary>
    public override string ToString() => Values.ReportFileJson.Write(this);
}
