using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Values;

namespace FeishuHire.Completion;

/// <summary>-TimeZone: China's first, which most need, then all that this system knows. A part of the name is enough.</summary>
internal sealed class TimeZoneCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound)
    {
        string china = TimeZoneText.ChinaStandardTime.DisplayName;
        string[] usual = [TimeZoneText.ChinaStandardTime.Id, "Asia/Shanghai", "+08:00"];
        foreach (string name in usual)
        {
            yield return Value(name, china);
        }

        foreach (TimeZoneInfo zone in TimeZoneInfo.GetSystemTimeZones())
        {
            if (Array.IndexOf(usual, zone.Id) < 0)
            {
                yield return Value(zone.Id, zone.DisplayName);
            }
        }
    }

    /// <inheritdoc/>
    protected override bool Fits(string value, string typed) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(value, typed, CompareOptions.OrdinalIgnoreCase) >= 0;
}
