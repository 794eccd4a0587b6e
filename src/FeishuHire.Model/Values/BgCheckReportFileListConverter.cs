using System;
using System.ComponentModel;
using System.Globalization;
using FeishuHire.Errors;

namespace FeishuHire.Values;

/// <summary>Lets PowerShell set <c>$update.ReportFile</c> to a report, a hashtable, an object, JSON text, or several: it
/// knows no conversion to this list by itself.</summary>
public sealed class BgCheckReportFileListConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => true;

    /// <inheritdoc/>
    /// <exception cref="FeishuHireException">A report cannot be read (InvalidField).</exception>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        BgCheckReportFileList list = ReportFileReader.Read(value);
        return list.ReadViolations is { Count: > 0 } found
            ? throw new FeishuHireException(new BgCheckError(found[0].ErrorId) { Violations = found })
            : list;
    }
}
