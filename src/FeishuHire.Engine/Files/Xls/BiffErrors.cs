using System;
using System.Collections.Generic;
using System.IO;
using FeishuHire.Errors;
using FeishuHire.Values;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>The cells of an .xls workbook that show an error, or whose value is not in the file. ExcelDataReader gives such a
/// cell as an empty one, and an empty result next to a report would be sent.</summary>
/// <remarks>[MS-XLS] 2.4.24 BoolErr, 2.4.127 Formula, 2.4.149 LabelSst, 2.5.10 BErr.</remarks>
internal sealed class BiffErrors
{
    private const int MostCells = 1 << 20;
    private const int BoundSheet = 0x0085;
    private const int BoolErr = 0x0205;
    private const int FilePass = 0x002F;
    private const int Date1904 = 0x0022;
    private const int MostBareBytes = 1 << 25;
    private const int SharedTexts = 0x00FC;
    private const int LabelSst = 0x00FD;
    private const int SharedFormula = 0x04BC;
    private const int MulRk = 0x00BD;
    private const byte NoText = 0xFF; // no code of the format: a shared text that is not there
    private const byte Uncalculated = 0xFE;

    private static readonly BiffErrors None = new();

    private readonly Dictionary<long, int> _sheetAt = [];
    private readonly Dictionary<long, byte> _cells = [];
    private int _worksheets;
    private uint _texts;
    private long? _formula; // the one whose text has to come next

    /// <summary>Whether its days count from 1904.</summary>
    internal bool Is1904 { get; private set; }

    /// <summary>Reads the workbook's records once.</summary>
    /// <param name="file">The file, seekable.</param>
    internal static BiffErrors Read(Stream file) =>
        CompoundStream.Open(file, "Workbook", "Book") is CompoundStream workbook ? new BiffErrors().Scan(workbook)
        : IsBare(file) ? new BiffErrors().ScanBare(file)
        : None;

    /// <summary>The error of a cell, or null.</summary>
    /// <param name="sheet">The sheet's place among the worksheets.</param>
    /// <param name="row">The first is 0.</param>
    /// <param name="column">The first is 0.</param>
    internal CellError? At(int sheet, int row, int column) =>
        _cells.Count > 0 && _cells.TryGetValue(Key(sheet, row, column), out byte code) ? CellError.Of(Name(code)) : null;

    private static long Key(int sheet, int row, int column) => ((long)sheet << 32) | ((long)row << 16) | (uint)column;

    private static string Name(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        Uncalculated => ErrorValue.Uncalculated,
        _ => "#ERROR!",
    };

    private BiffErrors Scan(CompoundStream workbook)
    {
        byte[] head = new byte[4];
        byte[] data = new byte[16];
        int sheet = -1;
        for (long at = 0; workbook.Fill(head, head.Length);)
        {
            int id = BitConverter.ToUInt16(head, 0);
            int length = BitConverter.ToUInt16(head, 2);
            int part = Math.Min(length, data.Length);
            if (id == FilePass || !workbook.Fill(data, part))
            {
                break; // Records of a workbook with a password say nothing.
            }

            workbook.Skip(length - part);
            sheet = _sheetAt.TryGetValue(at, out int begins) ? begins : sheet;
            at += head.Length + length;
            Is1904 |= id == Date1904 && length >= 2 && data[0] == 1;
            if (id == BoundSheet && length > 6)
            {
                // A chart or a macro sheet has no place among the worksheets.
                _sheetAt[BitConverter.ToUInt32(data, 0)] = data[5] == 0 ? _worksheets++ : -1;
            }
            else if (id == SharedTexts && length >= 8)
            {
                _texts = BitConverter.ToUInt32(data, 4);
            }
            else if (sheet >= 0 && !IsBehindFormula(sheet, id, data, length))
            {
                Look(sheet, id, data, part);
            }
        }

        return this;
    }

    /// <summary>BIFF 2 to 4, of Excel 2 to 4: the file is the stream of its one sheet.</summary>
    private static bool IsBare(Stream file)
    {
        byte[] head = new byte[2];
        file.Position = 0;
        return FileBytes.Fill(file, head) == 2 && head[0] == 0x09 && head[1] is 0x00 or 0x02 or 0x04;
    }

    private BiffErrors ScanBare(Stream file)
    {
        byte[] all = new byte[Math.Min(file.Length, MostBareBytes)];
        file.Position = 0;
        int end = FileBytes.Fill(file, all);
        bool isFirst = all[1] == 0x00; // BIFF 2 has cell attributes of 3 bytes where later ones have a format of 2.
        byte[] data = new byte[16];
        for (int at = 0; at + 4 <= end;)
        {
            int id = BitConverter.ToUInt16(all, at);
            int length = BitConverter.ToUInt16(all, at + 2);
            int part = Math.Min(Math.Min(length, data.Length), end - at - 4);
            Array.Clear(data, 0, data.Length);
            Array.Copy(all, at + 4, data, 0, part);
            if (isFirst && part > 7)
            {
                Array.Copy(data, 7, data, 6, data.Length - 7);
                part--;
            }

            Is1904 |= id == Date1904 && part >= 2 && data[0] == 1;
            Look(0, isFirst && id == 0x0005 ? BoolErr : id, data, part);

            at += 4 + length;
        }

        return this;
    }

    private void Look(int sheet, int id, byte[] data, int length)
    {
        if (ErrorCode(id, data, length) is byte code)
        {
            Add(Key(sheet, BitConverter.ToUInt16(data, 0), BitConverter.ToUInt16(data, 2)), code);
        }
        else if (id == LabelSst && length >= 10 && BitConverter.ToUInt32(data, 6) >= _texts)
        {
            Add(Key(sheet, BitConverter.ToUInt16(data, 0), BitConverter.ToUInt16(data, 2)), NoText);
        }
        else if (IsFormulaResult(id, data, length) && data[6] is not (1 or 3))
        {
            _formula = Key(sheet, BitConverter.ToUInt16(data, 0), BitConverter.ToUInt16(data, 2));
        }
    }

    /// <summary>A formula's text is the next record, or the one behind a shared formula. The reader takes whatever comes there
    /// for it, so that a cell in its place is lost too.</summary>
    private bool IsBehindFormula(int sheet, int id, byte[] data, int length)
    {
        if (_formula is not long formula || id == SharedFormula)
        {
            return _formula is not null;
        }

        _formula = null;
        if (id == 0x0207)
        {
            return true;
        }

        Add(formula, Uncalculated);
        int cells = id == MulRk ? (length - 6) / 6 : id is 0x0203 or 0x0204 or LabelSst or 0x027E or BoolErr or 0x00D6 or 0x0006 ? 1 : 0;
        for (int i = 0; i < cells; i++)
        {
            Add(Key(sheet, BitConverter.ToUInt16(data, 0), BitConverter.ToUInt16(data, 2) + i), Uncalculated);
        }

        return cells > 0;
    }

    private static bool IsFormulaResult(int id, byte[] data, int length) =>
        id is 0x0006 or 0x0206 or 0x0406 && length >= 14 && data[12] == 0xFF && data[13] == 0xFF;

    /// <summary>A cell begins with row, column and format, 2 bytes each; then the value.</summary>
    private static byte? ErrorCode(int id, byte[] data, int length) => id switch
    {
        BoolErr when length >= 8 && data[7] == 1 => data[6],
        _ when IsFormulaResult(id, data, length) && data[6] == 2 => data[8],
        _ => null,
    };

    private void Add(long cell, byte code)
    {
        if (_cells.Count == MostCells)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Damaged));
        }

        _cells[cell] = code;
    }
}
