using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.ComponentModel;

namespace FeishuHire;

/// <summary>The reports of one stage (report_file_list), in the order given. Prints as JSON, so that a row written by
/// Export-Csv reads back as the same update.</summary>
[TypeConverter(typeof(Values.BgCheckReportFileListConverter))]
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

    /// <summary>The cell's text where no report could be read from it, so that it is not lost.</summary>
    internal string? Unread { get; set; }

    /// <summary>What was wrong with the cells that the list was read from; gone when the list is cleared or replaced.</summary>
    internal List<BgCheckViolation>? ReadViolations { get; set; }

    /// <summary>A JSON array in the API's field names; empty text for no reports. A cell that could not be read prints as it was.</summary>
    public override string ToString() => Values.CellJson.Write(this, Unread);

    /// <summary>The same reports as objects of its own.</summary>
    internal BgCheckReportFileList Copy()
    {
        var copy = new BgCheckReportFileList
        {
            Unread = Unread,
            ReadViolations = ReadViolations is null ? null : [.. ReadViolations],
        };
        for (int i = 0; i < Count; i++)
        {
            copy.Add(new BgCheckReportFile(this[i].Name, this[i].Url, this[i].UrlType) { UrlTypeText = this[i].UrlTypeText });
        }

        return copy;
    }

    /// <inheritdoc/>
    protected override void ClearItems()
    {
        base.ClearItems();
        Unread = null;
        ReadViolations = null;
    }

    /// <summary>A null becomes an empty report, which the rules name; a hole in the list would name nothing.</summary>
    /// <param name="index">Where.</param>
    /// <param name="item">The report.</param>
    protected override void InsertItem(int index, BgCheckReportFile item) => base.InsertItem(index, item ?? new());

    /// <inheritdoc cref="InsertItem"/>
    protected override void SetItem(int index, BgCheckReportFile item) => base.SetItem(index, item ?? new());
}
