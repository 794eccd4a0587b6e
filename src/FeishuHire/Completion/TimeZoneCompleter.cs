using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FeishuHire.Engine;
using FeishuHire.Values;

namespace FeishuHire.Completion;

/// <summary>-TimeZone: China's first, which most need, then every Windows and IANA name. A part of the name is enough.</summary>
internal sealed class TimeZoneCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound)
    {
        string china = TimeZoneText.ChinaStandardTime.DisplayName;
        string[] usual = [TimeZoneText.ChinaStandardTime.Id, "Asia/Shanghai", "+08:00"];
        return usual.Select(name => Value(name, china)).Concat(TimeZones.Names.Except(usual).Select(name => Value(name, name)));
    }

    /// <inheritdoc/>
    protected override bool Fits(string value, string typed) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(value, typed, CompareOptions.OrdinalIgnoreCase) >= 0;
}
