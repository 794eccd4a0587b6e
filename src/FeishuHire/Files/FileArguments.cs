using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using FeishuHire.Columns;

namespace FeishuHire.Files;

/// <summary>Reads arguments about files; null where one cannot be understood.</summary>
internal static class FileArguments
{
    /// <summary>An Encoding, a name, or a code page.</summary>
    internal static Encoding? Encoding(object value) => Plain(value) switch
    {
        Encoding encoding => encoding,
        string name => FileImport.FindEncoding(name),
        IFormattable number => FileImport.FindEncoding(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>One character; "tab" and "\t" for the one that is hard to type.</summary>
    internal static char? Delimiter(string value) =>
        value.Length == 1 ? value[0]
        : string.Equals(value, "tab", StringComparison.OrdinalIgnoreCase) || string.Equals(value, @"\t", StringComparison.Ordinal) ? '\t'
        : null;

    /// <summary>A field by PowerShell's name, the API's or a known title.</summary>
    internal static ProgressField? Field(object? value, BgCheckDeliveryKind kind) => ColumnMatcher.Match(Convert.ToString(Plain(value), CultureInfo.InvariantCulture) ?? string.Empty, kind);

    /// <summary>A culture that this system knows, by name or as it is. .NET makes up cultures for any other name, with
    /// American dates.</summary>
    internal static CultureInfo? Culture(object value)
    {
        object? plain = Plain(value);
        string name = plain is CultureInfo given ? given.Name : (Convert.ToString(plain, CultureInfo.InvariantCulture) ?? string.Empty).Trim();
        CultureInfo? known = Array.Find(CultureInfo.GetCultures(CultureTypes.AllCultures), culture => name.Length > 0 && string.Equals(culture.Name, name, StringComparison.OrdinalIgnoreCase));
        return known is null ? null : plain as CultureInfo ?? CultureInfo.GetCultureInfo(known.Name);
    }

    /// <summary>Titles and their fields.</summary>
    /// <param name="map">What the user gave.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="bad">The entry that cannot be understood; null where all can.</param>
    internal static Dictionary<string, ProgressField> ColumnMap(IDictionary map, BgCheckDeliveryKind kind, out string? bad)
    {
        bad = null;
        var columns = new Dictionary<string, ProgressField>(StringComparer.Ordinal);
        foreach (DictionaryEntry column in map)
        {
            string title = Convert.ToString(Plain(column.Key), CultureInfo.InvariantCulture) ?? string.Empty;
            if (title.Trim().Length > 0 && Field(column.Value, kind) is ProgressField field)
            {
                columns[title] = field;
            }
            else
            {
                bad ??= title + " = " + Convert.ToString(Plain(column.Value), CultureInfo.InvariantCulture);
            }
        }

        return columns;
    }

    /// <summary>The fields of a stage id: any but itself and the reports.</summary>
    /// <param name="names">What the user gave.</param>
    /// <param name="bad">The name that cannot be used; null where all can.</param>
    internal static List<ProgressField> StageIdFrom(string[] names, out string? bad)
    {
        bad = null;
        var fields = new List<ProgressField>();
        foreach (string name in names)
        {
            if (Field(name, BgCheckDeliveryKind.Progress) is ProgressField field && IsPartOfStageId(field))
            {
                fields.Add(field);
            }
            else
            {
                bad ??= name;
            }
        }

        return fields;
    }

    /// <summary>Names of fields as PowerShell has them, for the remedy.</summary>
    /// <param name="kind">What the rows are.</param>
    /// <param name="ofStageId">Only those that a stage id can be made of.</param>
    internal static List<string> FieldNames(BgCheckDeliveryKind kind, bool ofStageId)
    {
        var names = new List<string>();
        foreach (ProgressField field in ColumnTitles.Of.Keys)
        {
            if (ColumnTitles.Has(kind, field) && (!ofStageId || IsPartOfStageId(field)))
            {
                names.Add(field.ToString());
            }
        }

        return names;
    }

    internal static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static bool IsPartOfStageId(ProgressField field) =>
        field is not (ProgressField.StageId or ProgressField.ReportName or ProgressField.ReportUrl or ProgressField.ReportUrlType or ProgressField.ReportFile);
}
