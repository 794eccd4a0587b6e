using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Xml;
using ExcelDataReader.Exceptions;
using FeishuHire.Engine.Files.Csv;
using FeishuHire.Engine.Files.Xls;
using FeishuHire.Engine.Files.Xlsx;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Files.Import;

/// <summary>An open file of a known kind. Whatever goes wrong with it comes out by name.</summary>
internal sealed class OpenTable : IDisposable
{
    private readonly TableFile _file;
    private ITableBook? _book;

    private OpenTable(TableFile file) => _file = file;

    internal string Path => _file.Path;

    internal long Length => _file.Length;

    internal TableKind Kind { get; private set; }

    internal ITableBook Book => _book!;

    /// <summary>Opens a file and tells its kind.</summary>
    /// <exception cref="FeishuHireException">FileNotFound, FileBusy, FileUnreadable or FileFormatNotSupported.</exception>
    internal static OpenTable Open(string path, TableOptions options, CancellationToken cancellation)
    {
        var table = new OpenTable(TableFile.Open(path));
        try
        {
            table.Guard(() =>
            {
                table.Kind = TableFormat.Detect(table._file.Stream, options.Encoding is not null);
                table._book = table.Kind switch
                {
                    TableKind.Xlsx => new XlsxBook(table._file.Stream),
                    TableKind.Xls => new BiffBook(table._file.Stream),
                    _ => new TextBook(table._file.Stream, options, cancellation),
                };
                return true;
            });
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The sheets to look at: the one that was named, or the visible ones.</summary>
    /// <exception cref="FeishuHireException">InvalidField of -Worksheet: no such sheet.</exception>
    internal List<int> Sheets(string? wanted)
    {
        var visible = new List<int>();
        for (int i = 0; i < Book.Sheets.Count; i++)
        {
            if (wanted is not null && string.Equals(Book.Sheets[i].Name, wanted.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return [i];
            }

            if (!Book.Sheets[i].IsHidden)
            {
                visible.Add(i);
            }
        }

        if (wanted is null || Kind == TableKind.Text)
        {
            return visible;
        }

        return int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= visible.Count
            ? [visible[number - 1]]
            : throw new FeishuHireException(ArgumentErrors.Bad("Worksheet", wanted, ArgumentKey.Worksheet, ("File", Path), ("Found", string.Join(", ", Names(visible)))).With("File", Path));
    }

    /// <summary>Does a step of reading; what fails is named.</summary>
    internal T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (FileRefusal refusal)
        {
            EnsureUnchanged();
            throw FileErrors.Make(refusal.ErrorId, Path, refusal.Fault, refusal.Row, refusal);
        }
        catch (Exception exception) when (FileErrors.IsDamage(exception) || exception is ExcelReaderException)
        {
            EnsureUnchanged();
            bool hasDocumentType = exception is XmlException && exception.Message.IndexOf("DTD", StringComparison.Ordinal) >= 0;
            throw FileErrors.Make(ErrorId.FileUnreadable, Path, new FileFault(hasDocumentType ? FileFaultKey.DocumentType : FileFaultKey.Damaged), 0, exception);
        }
    }

    /// <summary>Sees to it that the file is still the one that was opened.</summary>
    /// <exception cref="FeishuHireException">FileBusy.</exception>
    internal void EnsureUnchanged() => _file.EnsureUnchanged();

    /// <inheritdoc/>
    public void Dispose()
    {
        _book?.Dispose();
        _file.Dispose();
    }

    private IEnumerable<string> Names(List<int> sheets)
    {
        foreach (int sheet in sheets)
        {
            yield return "'" + Book.Sheets[sheet].Name + "'";
        }
    }
}
