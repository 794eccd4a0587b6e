using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Results;

/// <summary>One result file while it is written: UTF-8 with a byte order mark, one record a write, so that whatever ends the
/// process leaves whole records behind. A title that comes late widens the records before it.</summary>
internal sealed class ResultFile : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: false);

    private readonly string _path;
    private readonly FileStream _stream;
    private ResultSheet _sheet;
    private bool _begun;
    private int _headerBytes;
    private int _width;

    internal ResultFile(string path, BgCheckDeliveryKind kind)
    {
        _path = path;
        _sheet = new ResultSheet(kind);

        // Others may read it meanwhile. No buffer: a record is on its way to the disk, or not there at all.
        _stream = FileSecurity.CreateFile(path, FileReaders.AsTheFolder, FileShare.Read);
        WriteHead();
    }

    internal void Write(BgCheckProgress row, RowOutcome outcome)
    {
        List<string> cells = Begin(row).Cells(row, outcome);
        if (!_begun)
        {
            WriteHead();
            _begun = true;
        }
        else if (_sheet.Titles.Count > _width)
        {
            Widen();
        }

        while (cells.Count < _width)
        {
            cells.Add(string.Empty);
        }

        byte[] record = Utf8.GetBytes(CsvText.Record(cells));
        long end = _stream.Length;
        try
        {
            _stream.Position = end;
            _stream.Write(record, 0, record.Length);
        }
        catch (IOException)
        {
            // Half a record would spoil the file.
            _stream.SetLength(end);
            throw;
        }
    }

    /// <summary>Whether it holds no row.</summary>
    internal bool IsEmpty => !_begun;

    public void Dispose() => _stream.Dispose();

    /// <summary>Closes the file and takes it away.</summary>
    internal void Delete()
    {
        _stream.Dispose();
        File.Delete(_path);
    }

    /// <summary>The columns, which the first row decides.</summary>
    private ResultSheet Begin(BgCheckProgress row)
    {
        if (!_begun && row.Layout is { } layout)
        {
            _sheet = new ResultSheet(row, layout);
        }

        return _sheet;
    }

    /// <summary>Of a file that has no rows yet.</summary>
    private void WriteHead()
    {
        byte[] head = Head();
        _stream.SetLength(0);
        _stream.Position = 0;
        _stream.Write(head, 0, head.Length);
        _headerBytes = head.Length;
        _width = _sheet.Titles.Count;
    }

    private byte[] Head()
    {
        byte[] mark = Utf8.GetPreamble();
        byte[] text = Utf8.GetBytes(CsvText.Record(_sheet.Titles));
        byte[] head = new byte[mark.Length + text.Length];
        mark.CopyTo(head, 0);
        text.CopyTo(head, mark.Length);
        return head;
    }

    /// <summary>Makes the wider file beside this one first: whatever ends the process, one of the two is whole. The file
    /// itself is then written over and not replaced, since on Windows nobody can replace one that is open in a spreadsheet.</summary>
    private void Widen()
    {
        byte[] head = Head();
        string beside = _path + ".tmp";
        using (FileStream wider = MakeWider(beside, head))
        {
            wider.Position = 0;
            _stream.Position = 0;
            wider.CopyTo(_stream);
            _stream.Flush(flushToDisk: true);
        }

        File.Delete(beside);
        _headerBytes = head.Length;
        _width = _sheet.Titles.Count;
    }

    private FileStream MakeWider(string beside, byte[] head)
    {
        // A file that a killed process has left may be there.
        File.Delete(beside);
        FileStream wider = FileSecurity.CreateFile(beside, FileReaders.AsTheFolder, FileShare.Read);
        try
        {
            wider.Write(head, 0, head.Length);
            _stream.Position = _headerBytes;
            CsvText.CopyWider(_stream, wider, _sheet.Titles.Count - _width);
            wider.Flush(flushToDisk: true);
            return wider;
        }
        catch
        {
            // Half of it is no use, and takes room.
            wider.Dispose();
            File.Delete(beside);
            throw;
        }
    }
}
