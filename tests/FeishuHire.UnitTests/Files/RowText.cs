using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Csv;

namespace FeishuHire.UnitTests.Files;

/// <summary>Rows as one line of text each, e.g. <c>2: a|b</c>, so that a test shows what it expects.</summary>
internal static class RowText
{
    internal static List<string> All(IRowSource rows)
    {
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(Line(rows));
        }

        return lines;
    }

    internal static string Line(IRowSource rows)
    {
        var line = new StringBuilder().Append(rows.Row).Append(": ");
        if (rows.Fault is FileFault fault)
        {
            return line.Append('!').Append(fault.Key).ToString();
        }

        for (int i = 0; i < rows.CellCount; i++)
        {
            line.Append(i == 0 ? string.Empty : "|").Append(Show(rows.Cell(i)));
        }

        return line.ToString();
    }

    internal static List<string> OfText(string text, char delimiter = ',', int chunk = int.MaxValue)
    {
        using var rows = new DelimitedRows(new ChunkedReader(text, chunk), delimiter, () => 0);
        return All(rows);
    }

    private static string Show(object? cell) => cell switch
    {
        null => string.Empty,
        string text => text.Replace("\r", "\\r").Replace("\n", "\\n").Replace("\0", "\\0"),
        double number => "#" + number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => "@" + time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        DateTimeOffset time => "@" + time.ToString("yyyy-MM-dd HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        bool flag => "?" + flag,
        CellError error => "!" + error.Name,
        _ => cell.GetType().Name,
    };

    /// <summary>Gives a few characters at a time, as a slow share does: records then end at every place of the buffer.</summary>
    private sealed class ChunkedReader(string text, int chunk) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            int length = Math.Min(Math.Min(count, chunk), text.Length - _at);
            text.CopyTo(_at, buffer, index, length);
            _at += length;
            return length;
        }
    }
}
