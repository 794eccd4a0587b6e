using System;
using System.Globalization;
using System.Management.Automation;

namespace FeishuHire.Rows;

/// <summary>A parameter that takes a TimeSpan or a number of seconds.</summary>
internal static class DurationArgument
{
    internal static TimeSpan? Read(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            TimeSpan span => Valid(span),
            string text => OfText(text.Trim()),
            IConvertible number when plain is not (bool or char or DateTime) => OfSeconds(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static TimeSpan? OfText(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? OfSeconds(seconds)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) ? Valid(span)
        : null;

    private static TimeSpan? OfSeconds(double seconds) =>
        seconds is >= 0 and <= 31_536_000 ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? Valid(TimeSpan span) => span >= TimeSpan.Zero ? span : null;
}
