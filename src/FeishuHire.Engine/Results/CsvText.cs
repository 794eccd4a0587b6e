using System.Collections.Generic;
using System.IO;
using System.Text;

namespace FeishuHire.Engine.Results;

/// <summary>Comma-separated text after RFC 4180: records end with CR LF.</summary>
internal static class CsvText
{
    private static readonly char[] Special = [',', '"', '\r', '\n', '\t', ';'];

    /// <summary>A record. A tab or a semicolon is quoted too, so that nobody takes it for the separator.</summary>
    internal static string Record(IEnumerable<string> cells)
    {
        var text = new StringBuilder();
        bool first = true;
        foreach (string cell in cells)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            if (cell.IndexOfAny(Special) < 0)
            {
                text.Append(cell);
            }
            else
            {
                text.Append('"').Append(cell).Replace("\"", "\"\"", text.Length - cell.Length, cell.Length).Append('"');
            }
        }

        return text.Append("\r\n").ToString();
    }

    /// <summary>Copies records of <see cref="Record"/>, with empty cells added to the end of each.</summary>
    /// <param name="from">UTF-8, at the beginning of a record.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="cells">How many cells to add.</param>
    internal static void CopyWider(Stream from, Stream to, int cells)
    {
        byte[] padding = new byte[cells];
        for (int i = 0; i < cells; i++)
        {
            padding[i] = (byte)',';
        }

        byte[] buffer = new byte[1 << 16];
        using var block = new MemoryStream(2 * buffer.Length);
        bool quoted = false;
        int read;
        while ((read = from.Read(buffer, 0, buffer.Length)) > 0)
        {
            block.SetLength(0);
            int start = 0;
            for (int i = 0; i < read; i++)
            {
                if (buffer[i] == '"')
                {
                    quoted = !quoted;
                }
                else if (buffer[i] == '\r' && !quoted)
                {
                    // A bare CR is always within quotes: this one ends the record.
                    block.Write(buffer, start, i - start);
                    block.Write(padding, 0, padding.Length);
                    start = i;
                }
            }

            block.Write(buffer, start, read - start);
            block.WriteTo(to);
        }
    }
}
