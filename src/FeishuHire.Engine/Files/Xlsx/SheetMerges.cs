using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>The merged areas of a sheet. They stand behind its rows, so that the part is unpacked once more for them, and only
/// where a cell that should hold something is empty.</summary>
internal sealed class SheetMerges
{
    private const int MostCharacters = 1 << 26;
    private const int MarkWithPrefix = 64;
    private const string Mark = "sheetData";
    private static readonly Regex Area = new(
        "mergeCell\\s[^<>]{0,200}?\\bref\\s*=\\s*[\"']\\$?(?<left>[A-Za-z]{1,3})\\$?(?<top>\\d{1,7}):\\$?(?<right>[A-Za-z]{1,3})\\$?(?<bottom>\\d{1,7})[\"']",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromMinutes(1));

    private readonly Dictionary<int, List<(long Top, long Bottom, int Left)>> _byColumn = [];

    private SheetMerges()
    {
    }

    /// <summary>Reads the areas of a sheet.</summary>
    /// <param name="package">The workbook.</param>
    /// <param name="part">The sheet's part.</param>
    internal static SheetMerges Read(Package package, string part)
    {
        var merges = new SheetMerges();
        foreach (Match match in Area.Matches(Tail(package, part)))
        {
            int left = SheetValue.Column(match.Groups["left"].Value) ?? 0;
            int right = SheetValue.Column(match.Groups["right"].Value) ?? left;
            long top = long.Parse(match.Groups["top"].Value, CultureInfo.InvariantCulture);
            long bottom = long.Parse(match.Groups["bottom"].Value, CultureInfo.InvariantCulture);
            for (int column = left; column <= right; column++)
            {
                if (!merges._byColumn.TryGetValue(column, out List<(long, long, int)>? areas))
                {
                    merges._byColumn[column] = areas = [];
                }

                areas.Add((top, bottom, left));
            }
        }

        foreach (List<(long Top, long Bottom, int Left)> areas in merges._byColumn.Values)
        {
            areas.Sort();
        }

        return merges;
    }

    /// <summary>The first cell of the merged area that a cell lies in; null for a cell in none, or for the first itself.</summary>
    /// <param name="row">The row, the first is 1.</param>
    /// <param name="column">The column, the first is 0.</param>
    internal (long Row, int Column)? Find(long row, int column)
    {
        if (!_byColumn.TryGetValue(column, out List<(long Top, long Bottom, int Left)>? areas))
        {
            return null;
        }

        int low = 0;
        int high = areas.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = areas[middle].Top <= row ? (middle + 1, high) : (low, middle);
        }

        (long top, long bottom, int left) = low == 0 ? default : areas[low - 1];
        return top > 0 && row <= bottom && (row != top || column != left) ? (top, left) : null;
    }

    /// <summary>What stands behind the rows: unpacked, but not parsed.</summary>
    private static string Tail(Package package, string part)
    {
        using var text = new StreamReader(package.OpenPart(part), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        char[] buffer = new char[1 << 16];
        var tail = new StringBuilder();
        bool isBehind = false;
        int kept = 0;
        int read;
        while ((read = text.ReadBlock(buffer, kept, buffer.Length - kept)) > 0 && tail.Length < MostCharacters)
        {
            int length = kept + read;
            int from = isBehind ? 0 : EndOfRows(buffer, length);
            isBehind = from >= 0;
            if (isBehind)
            {
                tail.Append(buffer, from, length - from);
            }

            // The mark may lie across two pieces.
            kept = isBehind ? 0 : Math.Min(length, MarkWithPrefix);
            Array.Copy(buffer, length - kept, buffer, 0, kept);
        }

        return tail.ToString();
    }

    /// <summary>Where the end tag of the rows stands, whatever its prefix; -1 for nowhere.</summary>
    private static int EndOfRows(char[] text, int length)
    {
        for (int from = 0; from < length;)
        {
            int at = text.AsSpan(from, length - from).IndexOf(Mark.AsSpan());
            if (at < 0)
            {
                return -1;
            }

            at += from;
            int begin = at;
            while (begin > 0 && (char.IsLetterOrDigit(text[begin - 1]) || text[begin - 1] is ':' or '_' or '-'))
            {
                begin--;
            }

            if (begin > 0 && text[begin - 1] == '/')
            {
                return at;
            }

            from = at + Mark.Length;
        }

        return -1;
    }
}
