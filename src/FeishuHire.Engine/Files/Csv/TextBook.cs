using System.Collections.Generic;
using System.IO;
using System.Threading;
using FeishuHire.Engine.Files.Titles;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>A separated text as a book of one sheet.</summary>
internal sealed class TextBook : ITableBook
{
    private const int SampleCharacters = 1 << 15;

    private readonly Stream _file;
    private readonly int _skip;

    /// <summary>Finds out how the text is written.</summary>
    /// <param name="file">The file; stays open.</param>
    /// <param name="options">What the user said about it.</param>
    /// <param name="cancellation">Ends a long read.</param>
    /// <exception cref="FileRefusal">FileUnreadable: no known character set.</exception>
    internal TextBook(Stream file, TableOptions options, CancellationToken cancellation)
    {
        _file = file;
        Charset = CharsetDetector.Detect(file, options.Encoding, cancellation)
            ?? throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.CharsetUnknown));
        char[] sample = new char[SampleCharacters];
        using StreamReader text = OpenText();
        int length = text.ReadBlock(sample, 0, sample.Length);
        if (length == 0)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Empty)); // a byte order mark and nothing else
        }

        Delimiter = DelimiterGuess.Find(new System.ReadOnlySpan<char>(sample, 0, length), new TitleRules(options).IsKnown, out _skip);
        Delimiter = options.Delimiter ?? Delimiter;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SheetInfo> Sheets { get; } = [new SheetInfo(string.Empty, string.Empty, IsHidden: false)];

    /// <summary>The character set.</summary>
    internal TextCharset Charset { get; }

    /// <summary>What parts the cells.</summary>
    internal char Delimiter { get; }

    /// <inheritdoc/>
    public IRowSource Open(int sheet)
    {
        StreamReader text = OpenText();
        _ = text.ReadBlock(new char[_skip], 0, _skip);

        return new DelimitedRows(text, Delimiter, () => _file.Position);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The file belongs to the caller.
    }

    private StreamReader OpenText()
    {
        _file.Position = Charset.PreambleLength;
        return new StreamReader(_file, Charset.Encoding, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
    }
}
