using System;
using System.Globalization;

namespace FeishuHire.Engine.Delivery;

/// <summary>Numbers and times in texts, the same in every culture.</summary>
internal static class Invariant
{
    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    internal static string Time(long unixMilliseconds, TimeSpan offset) => new BgCheckTime(unixMilliseconds, offset).ToString(null, CultureInfo.InvariantCulture);
}
