using System;
using System.Globalization;
using System.Text;
using FeishuHire.Text;

namespace FeishuHire.Errors;

/// <summary>The few facts that are words and not data: a pipeline row's place, and the names that the system has for its
/// failures. In a text they read in the user's language; what is not known stays as it is.</summary>
internal static class FactWords
{
    /// <summary>The prefix of their keys among the texts.</summary>
    internal const string Prefix = "Fact_";

    private const string Row = "row ";

    /// <summary>A place: a row of the pipeline prints as "row 3", a file's as file:row.</summary>
    internal static string? Place(string? place, CultureInfo culture) =>
        place?.StartsWith(Row, StringComparison.Ordinal) == true
            ? TextTemplate.Fill(Texts.OfErrors.Find("RowPlace", culture), _ => place.Substring(Row.Length))
            : place;

    /// <summary>A reason, e.g. HostNotFound, or "Timeout 30 s": the rest behind the first word fills its text.</summary>
    internal static string? Say(string? fact, CultureInfo culture)
    {
        if (string.IsNullOrEmpty(fact))
        {
            return fact;
        }

        if (Texts.OfErrors.Lookup(Key(fact!), culture) is string whole)
        {
            return TextTemplate.Fill(whole, static _ => null);
        }

        int blank = fact!.IndexOf(' ');
        return blank > 0 && Texts.OfErrors.Lookup(Key(fact.Substring(0, blank)), culture) is string head
            ? TextTemplate.Fill(head, _ => fact.Substring(blank + 1))
            : fact;
    }

    /// <summary>The key of a word: its letters, blanks and marks as underscores.</summary>
    internal static string Key(string word)
    {
        var key = new StringBuilder(Prefix, Prefix.Length + word.Length);
        foreach (char c in word)
        {
            key.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return key.ToString();
    }
}
