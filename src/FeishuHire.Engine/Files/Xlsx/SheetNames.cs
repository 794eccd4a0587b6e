using System.Xml;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>The names of a sheet's elements and attributes, each as the one instance that the XML reader hands out, so that
/// the million comparisons of a sheet are comparisons of references.</summary>
internal static class SheetNames
{
    internal const string SheetData = "sheetData";
    internal const string Row = "row";
    internal const string Cell = "c";
    internal const string Formula = "f";
    internal const string Value = "v";
    internal const string Text = "t";
    internal const string Phonetic = "rPh";
    internal const string Reference = "r";
    internal const string Style = "s";
    internal const string Item = "si";

    /// <summary>A name table that knows them; one per reader, because it is not safe to share.</summary>
    internal static NameTable Table()
    {
        var table = new NameTable();
        foreach (string name in (string[])[SheetData, Row, Cell, Formula, Value, Text, Phonetic, Reference, Style, Item])
        {
            table.Add(name);
        }

        return table;
    }
}
