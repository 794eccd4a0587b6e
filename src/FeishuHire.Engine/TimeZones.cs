using System;
using System.Collections.Generic;
using System.Linq;
using TimeZoneConverter;

namespace FeishuHire.Engine;

/// <summary>Time zones by their IANA names where the system knows Windows names only (.NET Framework), and the other way round.</summary>
public static class TimeZones
{
    /// <summary>All names that are known, Windows names first: a list, not the system's zones, which .NET on Linux needs seconds
    /// to collect.</summary>
    public static IEnumerable<string> Names =>
        TZConvert.KnownWindowsTimeZoneIds.OrderBy(name => name, StringComparer.Ordinal).Concat(TZConvert.KnownIanaTimeZoneNames.OrderBy(name => name, StringComparer.Ordinal));

    /// <summary>The zone of a Windows or IANA name; null where there is none.</summary>
    /// <param name="name">E.g. Asia/Shanghai or China Standard Time.</param>
    public static TimeZoneInfo? Find(string name) => TZConvert.TryGetTimeZoneInfo(name, out TimeZoneInfo? zone) ? zone : null;
}
