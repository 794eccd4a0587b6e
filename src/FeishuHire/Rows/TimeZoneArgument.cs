using System;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Engine;
using FeishuHire.Values;

namespace FeishuHire.Rows;

/// <summary>The parameter -TimeZone, and what counts without it: China Standard Time, but this computer's own zone for Lark,
/// whose users are everywhere.</summary>
internal static class TimeZoneArgument
{
    internal static TimeZoneInfo? Read(object value)
    {
        object plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return TimeZoneText.Parse(plain) ?? ByName(Convert.ToString(plain, CultureInfo.InvariantCulture) ?? string.Empty);
    }

    internal static TimeZoneInfo Default(FeishuHireConnection? connection) =>
        connection?.Realm == "Lark" ? TimeZoneInfo.Local : TimeZoneText.ChinaStandardTime;

    // The engine knows more names, and is loaded only where one is needed.
    private static TimeZoneInfo? ByName(string name) => TimeZones.Find(name.Trim());
}
