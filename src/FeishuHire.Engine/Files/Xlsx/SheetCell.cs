namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Where a cell's text lies in the row's buffer, and what it means.</summary>
internal struct SheetCell
{
    internal int Stamp;
    internal SheetCellKind Kind;
    internal bool IsInline;
    internal int Style;
    internal int Start;
    internal int Length;
}
