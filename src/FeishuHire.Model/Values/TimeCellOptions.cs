using System;
using System.Globalization;

namespace FeishuHire.Values;

/// <summary>How a wall-clock time in a cell is to be understood.</summary>
/// <param name="Zone">The zone of times that name no offset of their own.</param>
/// <param name="Culture">The culture of forms such as 11/2/2026, which are refused without one; ISO 8601 and Chinese forms
/// are read the same whatever it is.</param>
public sealed record TimeCellOptions(TimeZoneInfo Zone, CultureInfo? Culture = null)
{
    /// <summary>China Standard Time, +08:00 all year, made without the system's time-zone data.</summary>
    public static TimeCellOptions Default { get; } = new(TimeZoneText.ChinaStandardTime);
}
