using System;
using System.Collections.Generic;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>The reports of an update, from a row's columns and from what is typed on the command line.</summary>
/// <param name="overrides">What is typed.</param>
/// <param name="objectProperties">Reads an object's properties; null for its own.</param>
internal sealed class RowReports(IReadOnlyDictionary<ProgressField, object?> overrides, Func<object, IEnumerable<KeyValuePair<string, object?>>?>? objectProperties)
{
    /// <summary>Reads the reports of a row.</summary>
    internal void Build(BgCheckProgress row, FieldCells cells)
    {
        // A list typed on the command line replaces the row's reports, those of its columns too.
        bool typedList = overrides.ContainsKey(ProgressField.ReportFile);
        BgCheckReportFile? own = ReportFileReader.FromColumns(
            Report(ProgressField.ReportName), Report(ProgressField.ReportUrl), Report(ProgressField.ReportUrlType));
        object? several = cells[ProgressField.ReportFile];
        if (several is not null)
        {
            BgCheckReportFileList list = ReportFileReader.Read(several, objectProperties);
            row.ReportFile = own is null ? list : With(own, list);
        }
        else if (own is not null)
        {
            row.ReportFile.Add(own);
        }

        object? Report(ProgressField field) => typedList && !overrides.ContainsKey(field) ? null : cells[field];
    }

    /// <summary>On an update that has its reports already: a typed list replaces them; a typed name, link or type changes
    /// the first one, or makes one.</summary>
    internal void Override(BgCheckProgress copy)
    {
        if (overrides.TryGetValue(ProgressField.ReportFile, out object? list))
        {
            copy.ReportFile = ReportFileReader.Read(list, objectProperties);
        }

        bool name = overrides.TryGetValue(ProgressField.ReportName, out object? typedName);
        bool url = overrides.TryGetValue(ProgressField.ReportUrl, out object? typedUrl);
        bool urlType = overrides.TryGetValue(ProgressField.ReportUrlType, out object? typedType);
        if (!name && !url && !urlType)
        {
            return;
        }

        BgCheckReportFile? old = copy.ReportFile.Count > 0 && list is null ? copy.ReportFile[0] : null;
        BgCheckReportFile? report = ReportFileReader.FromColumns(
            name ? typedName : old?.Name, url ? typedUrl : old?.Url, urlType ? typedType : old?.UrlType);
        if (old is not null)
        {
            copy.ReportFile.RemoveAt(0);
        }

        if (report is not null)
        {
            copy.ReportFile.Insert(0, report);
        }
    }

    private static BgCheckReportFileList With(BgCheckReportFile own, BgCheckReportFileList list)
    {
        for (int i = list.Count - 1; i >= 0; i--)
        {
            if (ReportFileReader.Same(list[i], own))
            {
                list.RemoveAt(i);
            }
        }

        list.Insert(0, own);
        return list;
    }
}
