using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using FeishuHire.Columns;
using FeishuHire.Errors;

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
    internal static ProgressField? Field(object? value) => ColumnMatcher.Match(Convert.ToString(Plain(value), CultureInfo.InvariantCulture) ?? string.Empty);

    /// <summary>Titles and their fields.</summary>
    internal static Dictionary<string, ProgressField>? ColumnMap(IDictionary map)
    {
        var columns = new Dictionary<string, ProgressField>(StringComparer.Ordinal);
        foreach (DictionaryEntry column in map)
        {
            string title = Convert.ToString(Plain(column.Key), CultureInfo.InvariantCulture) ?? string.Empty;
            if (title.Trim().Length == 0 || Field(column.Value) is not ProgressField field)
            {
                return null;
            }

            columns[title] = field;
        }

        return columns;
    }

    /// <summary>The fields of a stage id: any but itself and the reports.</summary>
    internal static List<ProgressField>? StageIdFrom(string[] names)
    {
        var fields = new List<ProgressField>();
        foreach (string name in names)
        {
            if (Field(name) is not ProgressField field
                || field is ProgressField.StageId or ProgressField.ReportName or ProgressField.ReportUrl or ProgressField.ReportUrlType or ProgressField.ReportFile)
            {
                return null;
            }

            fields.Add(field);
        }

        return fields;
    }

    /// <summary>The error of an argument.</summary>
    internal static BgCheckError Bad(string parameter, string message) => new(ErrorId.InvalidField)
    {
        Violations = [new BgCheckViolation(ErrorId.InvalidField, "-" + parameter, message)],
    };

    internal static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
