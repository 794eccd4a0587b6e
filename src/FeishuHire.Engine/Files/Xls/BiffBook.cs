using System;
using System.Collections.Generic;
using System.IO;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>An .xls workbook (BIFF), read by ExcelDataReader. A number there is a double and nothing else: an id in a
/// number cell has lost its last digits before this program sees it.</summary>
internal sealed class BiffBook : ITableBook
{
    // The format's own limits.
    private const int MaxRows = 65_536;
    private const int MaxColumns = 256;

    private readonly IExcelDataReader _reader;
    private readonly Stream _file;

    /// <summary>Opens the workbook.</summary>
    /// <param name="file">The file; stays open.</param>
    /// <exception cref="FileRefusal">FileFormatNotSupported: it has a password.</exception>
    internal BiffBook(Stream file)
    {
        Encodings.Register();
        _file = file;
        Errors = BiffErrors.Read(file);
        file.Position = 0;
        try
        {
            _reader = Ask(() => ExcelReaderFactory.CreateBinaryReader(file, new ExcelReaderConfiguration { LeaveOpen = true, FallbackEncoding = Encodings.Gb18030 }));
        }
        catch (InvalidPasswordException)
        {
            throw new FileRefusal(ErrorId.FileFormatNotSupported, new FileFault(FileFaultKey.Encrypted));
        }

        do
        {
            Sheets.Add(new SheetInfo(_reader.Name, string.Empty, _reader.VisibleState != "visible"));
        }
        while (Ask(_reader.NextResult));
    }

    /// <inheritdoc/>
    IReadOnlyList<SheetInfo> ITableBook.Sheets => Sheets;

    /// <summary>Its sheets, in tab order.</summary>
    internal List<SheetInfo> Sheets { get; } = [];

    /// <summary>The cells that show an error, which the reader gives as empty ones.</summary>
    internal BiffErrors Errors { get; }

    /// <summary>Bytes of the file used so far.</summary>
    internal long Position => _file.Position;

    /// <summary>The reader, at its first sheet.</summary>
    internal IExcelDataReader Reader => _reader;

    /// <inheritdoc/>
    public IRowSource Open(int sheet)
    {
        Ask(() =>
        {
            _reader.Reset();
            for (int i = 0; i < sheet; i++)
            {
                _reader.NextResult();
            }

            return true;
        });

        // The reader makes room for what a sheet announces; a damaged one announces millions of rows.
        if (_reader.RowCount > MaxRows || _reader.FieldCount > MaxColumns)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Damaged));
        }

        return new BiffRows(this, sheet);
    }

    /// <summary>Asks the library, which throws whatever comes where a file is damaged.</summary>
    internal static T Ask<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException or DivideByZeroException)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Damaged));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
