using System;
using System.ComponentModel;
using System.Globalization;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Values;

/// <summary>Lets PowerShell set <c>$update.StageTime = '2026-11-02 12:00'</c>: the forms that cells have, wall clocks in
/// China Standard Time, whatever the session's culture.</summary>
public sealed class BgCheckTimeConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string)
        || sourceType == typeof(long)
        || sourceType == typeof(double)
        || sourceType == typeof(DateTime)
        || sourceType == typeof(DateTimeOffset)
        || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    /// <exception cref="FeishuHireException">The value cannot be read as a time (StageTimeUnreadable).</exception>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        TimeReading reading = TimeCell.Read(value, TimeCellOptions.Default);
        if (reading.Time is BgCheckTime time)
        {
            return time;
        }

        BgCheckViolation violation = reading.Violation
            ?? Texts.OfRules.Violation(ErrorId.StageTimeUnreadable, TimeCell.Field, RuleKey.TimeNotATime, ("Length", 0));
        throw new FeishuHireException(new BgCheckError(violation.ErrorId) { Violations = [violation] });
    }
}
