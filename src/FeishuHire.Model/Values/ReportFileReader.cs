using System;
using System.Collections;
using System.Collections.Generic;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Values;

/// <summary>Reads the reports of a stage from whatever a cell or parameter holds: reports, hashtables, objects, JSON text,
/// or several of them. Never throws: what cannot be read becomes a finding of the list.</summary>
public static class ReportFileReader
{
    internal const string Field = "report_file_list";

    private const int MaxDepth = 4;

    /// <summary>Reads a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="properties">Gives the properties of an object that is none of the known kinds, null for one that has
    /// none; left out, the object's own description of itself.</param>
    public static BgCheckReportFileList Read(object? value, Func<object, IEnumerable<KeyValuePair<string, object?>>?>? properties = null)
    {
        var list = new BgCheckReportFileList();
        var reading = new Reading(list, properties ?? ObjectProperties.Of);
        try
        {
            reading.Add(value, 0);
        }
        catch (Exception)
        {
            // A property or an enumerator of somebody else's object: whatever it threw, the row is told, not the run ended.
            reading.Report(RuleKey.ReportNotUnderstood, ("Number", list.Count + 1));
        }

        return list;
    }

    /// <summary>The one report of a row's columns report_name, report_url and report_url_type; null when all are empty.</summary>
    /// <param name="name">The cell of report_name.</param>
    /// <param name="url">The cell of report_url.</param>
    /// <param name="urlType">The cell of report_url_type.</param>
    public static BgCheckReportFile? FromColumns(object? name, object? url, object? urlType)
    {
        var report = new BgCheckReportFile(TextCell.ReadLine(name), TextCell.Read(url), ChoiceCell.ReadUrlType(urlType));
        report.UrlTypeText = ChoiceCell.OwnWords(urlType, report.UrlType);
        return report is { Name: null, Url: null, UrlType: null } ? null : report;
    }

    /// <summary>Whether two reports are the same: name, link and type, with an absent type as Download.</summary>
    internal static bool Same(BgCheckReportFile a, BgCheckReportFile b) =>
        a.Name == b.Name
        && a.Url == b.Url
        && (a.UrlType == b.UrlType || (ChoiceCell.UrlTypeNumber(a.UrlType ?? ChoiceCell.Download) is int type && type == ChoiceCell.UrlTypeNumber(b.UrlType ?? ChoiceCell.Download)));


    private static ProgressField? Member(string name)
    {
        ProgressField? field = ColumnMatcher.Match(name);
        return field ?? ColumnMatcher.Normalize(name) switch
        {
            "name" or "名称" => ProgressField.ReportName,
            "url" or "link" or "地址" or "链接" => ProgressField.ReportUrl,
            "urltype" or "type" or "类型" or "地址类型" or "链接类型" => ProgressField.ReportUrlType,
            _ => null,
        };
    }

    private sealed class Reading(BgCheckReportFileList list, Func<object, IEnumerable<KeyValuePair<string, object?>>?> properties)
    {
        internal void Add(object? value, int depth)
        {
            switch (value)
            {
                case null or DBNull:
                    break;
                case string text:
                    AddText(text);
                    break;
                case BgCheckReportFile report:
                    list.Add(new(report.Name, report.Url, report.UrlType));
                    break;
                case BgCheckReportFileList reports:
                    AddList(reports);
                    break;
                case IDictionary dictionary:
                    AddMembers(Pairs(dictionary));
                    break;
                case IEnumerable<KeyValuePair<string, object?>> members:
                    AddMembers(members);
                    break;
                case IEnumerable items when depth < MaxDepth:
                    foreach (object? item in items)
                    {
                        Add(item, depth + 1);
                    }

                    break;
                default:
                    AddObject(value);
                    break;
            }
        }

        private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return new(TextCell.Text(entry.Key), entry.Value);
            }
        }

        private void AddText(string cell)
        {
            string text = CellText.Trim(cell);
            if (text.Length == 0)
            {
                return;
            }

            if (text[0] is '{' or '[' && JsonText.TryRead(text, out object? value))
            {
                Add(value, 0);
                return;
            }

            list.Unread = list.Unread is null ? text : list.Unread + "\n" + text;
            if (ErrorValue.Check(text, Field) is BgCheckViolation error)
            {
                (list.ReadViolations ??= []).Add(error);
                return;
            }

            Report(RuleKey.ReportsNotJson, ("Length", text.Length));
        }

        private void AddList(BgCheckReportFileList reports)
        {
            BgCheckReportFileList copy = reports.Copy();
            foreach (BgCheckReportFile report in copy)
            {
                list.Add(report);
            }

            list.Unread ??= copy.Unread;
            if (copy.ReadViolations is not null)
            {
                (list.ReadViolations ??= []).AddRange(copy.ReadViolations);
            }
        }

        private void AddObject(object value)
        {
            IEnumerable<KeyValuePair<string, object?>>? members = properties(value);
            if (members is null)
            {
                AddText(TextCell.Text(value) is { Length: > 0 } text ? text : value.GetType().Name);
            }
            else
            {
                AddMembers(members);
            }
        }

        private void AddMembers(IEnumerable<KeyValuePair<string, object?>> members)
        {
            var report = new BgCheckReportFile();
            bool known = false;
            foreach (KeyValuePair<string, object?> member in members)
            {
                ProgressField? field = Member(member.Key);
                known |= field is ProgressField.ReportName or ProgressField.ReportUrl;
                switch (field)
                {
                    case ProgressField.ReportName:
                        report.Name = TextCell.Read(member.Value);
                        break;
                    case ProgressField.ReportUrl:
                        report.Url = TextCell.Read(member.Value);
                        break;
                    case ProgressField.ReportUrlType:
                        report.UrlType = ChoiceCell.ReadUrlType(member.Value);
                        break;
                }
            }

            list.Add(report);
            if (!known)
            {
                Report(RuleKey.ReportNotUnderstood, ("Number", list.Count));
            }
        }

        internal void Report(string key, params (string Name, object? Value)[] facts) =>
            (list.ReadViolations ??= []).Add(Texts.OfRules.Violation(ErrorId.InvalidField, Field, key, facts));
    }
}
