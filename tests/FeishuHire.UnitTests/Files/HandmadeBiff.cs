using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace FeishuHire.UnitTests.Files;

/// <summary>An .xls (BIFF8 in a compound file) made record by record, so that a test can put anything into it.</summary>
internal static class HandmadeBiff
{
    private const int Sector = 512;
    private const uint EndOfChain = 0xFFFFFFFE;

    /// <summary>A workbook with one sheet.</summary>
    /// <param name="strings">The SST record and those that continue it; may be empty.</param>
    /// <param name="formats">Formats of the cells, in the order of their XF numbers.</param>
    /// <param name="cells">The sheet's records.</param>
    internal static byte[] Book(byte[] strings, string[] formats, params byte[][] cells)
    {
        var globals = new List<byte[]> { Record(0x0809, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0) };
        for (int i = 0; i < formats.Length; i++)
        {
            globals.Add(Record(0x041E, [.. Short(164 + i), .. Short(formats[i].Length), 1, .. Encoding.Unicode.GetBytes(formats[i])]));
        }

        for (int i = -1; i < formats.Length; i++)
        {
            globals.Add(Record(0x00E0, [0, 0, .. Short(i < 0 ? 0 : 164 + i), .. new byte[16]]));
        }

        byte[] head = Join([.. globals]);
        byte[] eof = Record(0x000A);
        byte[] sheetName = [0, 0, 2, 0, (byte)'S', (byte)'1'];
        int begins = head.Length + 4 + 4 + sheetName.Length + strings.Length + eof.Length;
        byte[] boundSheet = Record(0x0085, [.. BitConverter.GetBytes(begins), .. sheetName]);
        byte[] sheet = Join([Record(0x0809, 0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0), Record(0x0200, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 9, 0, 0, 0), .. cells, eof]);
        return Compound(Join(head, boundSheet, strings, eof, sheet));
    }

    internal static byte[] Record(int id, params byte[] data) => [.. Short(id), .. Short(data.Length), .. data];

    internal static byte[] Cell(int id, int row, int column, int format, params byte[] value) => Record(id, [.. Short(row), .. Short(column), .. Short(format), .. value]);

    /// <summary>A text in the sheet itself.</summary>
    internal static byte[] Label(int row, int column, string text) => Cell(0x0204, row, column, 0, [.. Short(text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);

    /// <summary>A formula and its stored value.</summary>
    internal static byte[] Formula(int row, int column, params byte[] value) => Cell(0x0006, row, column, 0, [.. value, 0, 0, 0, 0, 0, 0, 3, 0, 0x1E, 1, 0]);

    internal static byte[] Number(int row, int column, int format, double number) => Cell(0x0203, row, column, format, BitConverter.GetBytes(number));

    internal static byte[] Shared(int row, int column, int index) => Cell(0x00FD, row, column, 0, BitConverter.GetBytes(index));

    internal static byte[] Short(int number) => BitConverter.GetBytes((ushort)number);

    internal static byte[] Join(params byte[][] parts)
    {
        using var all = new MemoryStream();
        foreach (byte[] part in parts)
        {
            all.Write(part);
        }

        return all.ToArray();
    }

    private static byte[] Compound(byte[] stream)
    {
        int sectors = Math.Max(8, (stream.Length + Sector - 1) / Sector);
        byte[] file = new byte[(3 + sectors) * Sector];
        byte[] head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        head.CopyTo(file, 0);
        Put(file, 24, 0x0003003E, 0x0009FFFE, 6);
        Put(file, 44, 1, 1, 0, 4096, EndOfChain, 0, EndOfChain, 0);
        file.AsSpan(76, 436).Fill(0xFF);
        Put(file, 76, 0);
        file.AsSpan(Sector, Sector).Fill(0xFF);
        Put(file, Sector, 0xFFFFFFFD, EndOfChain);
        for (int i = 0; i < sectors; i++)
        {
            Put(file, Sector + (4 * (i + 2)), i == sectors - 1 ? EndOfChain : (uint)(i + 3));
        }

        Entry(file, 2 * Sector, "Root Entry", 5, 1, EndOfChain, 0);
        Entry(file, (2 * Sector) + 128, "Workbook", 2, 0xFFFFFFFF, 2, (uint)(sectors * Sector));
        stream.CopyTo(file, 3 * Sector);
        return file;
    }

    private static void Entry(byte[] file, int at, string name, byte type, uint child, uint start, uint length)
    {
        Encoding.Unicode.GetBytes(name).CopyTo(file, at);
        file[at + 64] = (byte)((name.Length + 1) * 2);
        file[at + 66] = type;
        file[at + 67] = 1;
        Put(file, at + 68, 0xFFFFFFFF, 0xFFFFFFFF, child);
        Put(file, at + 116, start, length);
    }

    private static void Put(byte[] file, int at, params uint[] numbers)
    {
        foreach (uint number in numbers)
        {
            BitConverter.GetBytes(number).CopyTo(file, at);
            at += 4;
        }
    }
}
