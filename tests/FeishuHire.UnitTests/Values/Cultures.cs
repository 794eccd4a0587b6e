using System;
using System.Globalization;

namespace FeishuHire.UnitTests.Values;

/// <summary>Cultures whose numbers, calendars or casing differ from the invariant ones.</summary>
internal static class Cultures
{
    /// <summary>Chinese; comma decimals; Arabic digits and the Hijri calendar; the dotless i; Buddhist and Persian years.</summary>
    internal static readonly string[] Names = ["zh-CN", "de-DE", "ar-SA", "tr-TR", "th-TH", "fa-IR", ""];

    internal static void Run(string name, Action action)
    {
        (CultureInfo culture, CultureInfo ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;
            action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
