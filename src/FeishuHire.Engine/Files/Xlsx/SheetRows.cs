using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml;
using FeishuHire.Errors;
using FeishuHire.Values;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>The rows of an .xlsx sheet, streamed; a cell becomes an object only when it is asked for. Hidden rows are rows;
/// blank rows are left out, and the numbers of the
/// others are those on the sheet.</summary>
internal sealed class SheetRows : IRowSource
{
    private readonly XlsxBook _book;
    private readonly XmlReader _xml;
    private readonly XmlText _text = new();
    private SheetCell[] _cells = new SheetCell[32];
    private int _stamp; // tells this row's cells from those of rows before
    private bool _isInSheetData;
    private string? _namespace; // of the sheet's own elements, as the one instance that the reader hands out
    private bool _isFromZero;
    private SheetMerges? _merges;
    private readonly Func<SheetMerges> _readMerges;

    /// <summary>Reads from the sheet's beginning.</summary>
    /// <param name="book">The workbook.</param>
    /// <param name="xml">The sheet's part; closed with the reader.</param>
    /// <param name="merges">Reads the sheet's merged areas; asked only where a cell may lie in one.</param>
    internal SheetRows(XlsxBook book, XmlReader xml, Func<SheetMerges> merges)
    {
        _readMerges = merges;
        _book = book;
        _xml = xml;
    }

    /// <inheritdoc/>
    public long Row { get; private set; }

    /// <inheritdoc/>
    public int CellCount { get; private set; }

    /// <inheritdoc/>
    public FileFault? Fault { get; private set; }

    /// <inheritdoc/>
    public long Position => _book.Position;

    /// <inheritdoc/>
    public bool Read()
    {
        while (_xml.Read())
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                if (!_isInSheetData)
                {
                    _isInSheetData = ReferenceEquals(_xml.LocalName, SheetNames.SheetData) && !_xml.IsEmptyElement && MainNamespace.Is(_xml.NamespaceURI);
                    _namespace = _xml.NamespaceURI;
                }
                else if (IsOwn(SheetNames.Row) && ReadRow())
                {
                    return true;
                }
            }
            else if (_xml.NodeType == XmlNodeType.EndElement && IsOwn(SheetNames.SheetData))
            {
                break;
            }
        }

        CellCount = 0;
        return false;
    }

    /// <inheritdoc/>
    [MethodImpl(HotPath.Method)]
    public object? Cell(int column)
    {
        if (column >= CellCount || _cells[column].Stamp != _stamp)
        {
            return null;
        }

        ref SheetCell cell = ref _cells[column];
        switch (cell.Kind)
        {
            case SheetCellKind.Shared:
                return NullIfEmpty(Shared(_text.ToString(cell.Start, cell.Length)));
            case SheetCellKind.Text:
                return NullIfEmpty(_text.ToString(cell.Start, cell.Length));
            case SheetCellKind.Uncalculated:
                return new CellError(ErrorValue.Uncalculated);
            case SheetCellKind.Error:
                return CellError.Of(_text.ToString(cell.Start, cell.Length));
            case SheetCellKind.Boolean:
                return SheetValue.Boolean(_text.ToString(cell.Start, cell.Length));
            case SheetCellKind.IsoDate:
                return SheetValue.IsoDate(_text.ToString(cell.Start, cell.Length));
            default:
                return SheetValue.Number(_text.ToString(cell.Start, cell.Length), _book.Formats.IsDate(cell.Style), _book.Formats.Pattern(cell.Style), _book.Info.Is1904);
        }
    }

    /// <inheritdoc/>
    public (long Row, int Column)? MergedInto(int column) => (_merges ??= _readMerges()).Find(Row, column);

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private bool IsOwn(string name) => ReferenceEquals(_xml.LocalName, name) && ReferenceEquals(_xml.NamespaceURI, _namespace);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [MethodImpl(HotPath.Method)]
    private string Shared(string number) =>
        int.TryParse(number, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int index) && _book.Strings.Find(index) is string text
            ? text
            : throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Damaged), Row);

    /// <summary>Reads the row that the reader stands on.</summary>
    /// <returns>False for a row without a cell.</returns>
    [MethodImpl(HotPath.Method)]
    private bool ReadRow()
    {
        bool isEmpty = _xml.IsEmptyElement;
        Row = NextRow(SheetValue.RowNumber(_xml.GetAttribute(SheetNames.Reference)));
        _text.Clear();
        _stamp++;
        CellCount = 0;
        Fault = null;
        if (isEmpty)
        {
            return false;
        }

        int column = -1;
        while (_xml.Read())
        {
            if (_xml.NodeType == XmlNodeType.Element && IsOwn(SheetNames.Cell))
            {
                column = ReadCell(column + 1);
            }
            else if (_xml.NodeType == XmlNodeType.EndElement && IsOwn(SheetNames.Row))
            {
                break;
            }
        }

        return CellCount > 0 || Fault is not null;
    }

    /// <summary>The number of a row. Some programs count from 0. Numbers that repeat or fall mean that rows were put together
    /// wrongly: which stand where nobody knows.</summary>
    private long NextRow(long? number)
    {
        _isFromZero |= number == 0 && Row == 0;
        long row = number is long given ? given + (_isFromZero ? 1 : 0) : Row + 1;
        return row > Row ? row : throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.RowsRepeat, "At", row), row);
    }

    [MethodImpl(HotPath.Method)]
    private int ReadCell(int column)
    {
        bool isEmpty = _xml.IsEmptyElement;
        var cell = new SheetCell { Stamp = _stamp, Kind = SheetCellKind.Number, Start = _text.Length };
        for (bool more = _xml.MoveToFirstAttribute(); more; more = _xml.MoveToNextAttribute())
        {
            string name = _xml.LocalName;
            if (ReferenceEquals(name, SheetNames.Reference))
            {
                column = SheetValue.Column(_xml.Value) ?? throw Damaged();
            }
            else if (ReferenceEquals(name, SheetNames.Style))
            {
                cell.Style = SheetValue.Style(_xml.Value);
            }
            else if (ReferenceEquals(name, SheetNames.Text))
            {
                cell.Kind = SheetValue.Kind(_xml.Value);
                cell.IsInline = cell.Kind == SheetCellKind.Text && _xml.Value == "inlineStr";
            }
        }

        if (column >= TableLimits.Columns)
        {
            throw Damaged();
        }

        if (!isEmpty && ReadContent(ref cell))
        {
            cell.Kind = SheetCellKind.Uncalculated;
        }

        if (cell.Length > 0 || cell.Kind is SheetCellKind.Uncalculated or SheetCellKind.Error)
        {
            Keep(column, cell);
        }

        return column;
    }

    /// <summary>Collects the text inside the cell's v element, and inside its t elements other than phonetic ones. Which of
    /// the two counts is the type's business; where only the other is there, it is what the cell shows.</summary>
    /// <returns>Whether the cell has a formula without a value. A formula's empty text has its type, and an empty value.</returns>
    [MethodImpl(HotPath.Method)]
    private bool ReadContent(ref SheetCell cell)
    {
        bool hasFormula = false;
        bool hasValue = false;
        bool isWanted = false;
        int phonetic = 0;
        int inlineStart = -1;
        int valueStart = cell.Start;
        int valueEnd = cell.Start;
        while (_xml.Read())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    bool isValue = IsOwn(SheetNames.Value);
                    isWanted = (isValue || (phonetic == 0 && IsOwn(SheetNames.Text))) && !_xml.IsEmptyElement;
                    if (isValue)
                    {
                        hasValue = hasValue ? throw Damaged() : true;
                        valueStart = valueEnd = _text.Length;
                    }
                    else if (isWanted && inlineStart < 0)
                    {
                        inlineStart = _text.Length;
                    }

                    hasFormula |= IsOwn(SheetNames.Formula);
                    phonetic += ReferenceEquals(_xml.LocalName, SheetNames.Phonetic) && !_xml.IsEmptyElement ? 1 : 0;
                    break;
                case XmlNodeType.EndElement:
                    isWanted = false;
                    phonetic -= ReferenceEquals(_xml.LocalName, SheetNames.Phonetic) ? 1 : 0;
                    if (IsOwn(SheetNames.Value))
                    {
                        valueEnd = _text.Length;
                    }
                    else if (IsOwn(SheetNames.Cell))
                    {
                        bool isInline = inlineStart >= 0 && (cell.IsInline || valueEnd == valueStart);
                        cell.Kind = isInline ? SheetCellKind.Text : cell.Kind;
                        cell.Start = isInline ? inlineStart : valueStart;
                        cell.Length = (isInline ? _text.Length : valueEnd) - cell.Start;
                        return hasFormula && cell.Length == 0 && !(hasValue && cell.Kind == SheetCellKind.Text);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when isWanted:
                    if (!_text.Append(_xml, cell.Start, TableLimits.CellCharacters))
                    {
                        Fault ??= new FileFault(FileFaultKey.CellTooLong, "Limit", TableLimits.CellCharacters);
                    }

                    break;
            }
        }

        return false;
    }

    [MethodImpl(HotPath.Method)]
    private void Keep(int column, SheetCell cell)
    {
        if (column >= _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(column + 1, _cells.Length * 2));
        }

        if (_cells[column].Stamp == _stamp)
        {
            throw Damaged(); // Two values for one cell.
        }

        _cells[column] = cell;
        CellCount = Math.Max(CellCount, column + 1);
    }

    private FileRefusal Damaged() => new(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Damaged), Row);
}
