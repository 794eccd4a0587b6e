using System.Collections.Generic;
using System.Globalization;
using System.Xml;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Which cell formats show a number as a date or a time, or as another number.</summary>
internal sealed class CellFormats
{
    // What each format makes of a number: a date, a text by a pattern, or nothing else.
    private readonly List<Shape> _shapes = [];

    private CellFormats()
    {
    }

    /// <summary>Whether a cell of this format holds a date.</summary>
    /// <param name="style">The cell's s attribute.</param>
    internal bool IsDate(int style) => Of(style).IsDate;

    /// <summary>By which pattern a cell of this format shows its number; null where it shows what it stores.</summary>
    /// <param name="style">The cell's s attribute.</param>
    internal string? Pattern(int style) => Of(style).Pattern;

    internal static CellFormats Read(Package package, string part)
    {
        var formats = new CellFormats();
        if (!package.Has(part))
        {
            return formats;
        }

        var custom = new Dictionary<int, Shape>();
        bool isInCellFormats = false;
        using XmlReader xml = package.OpenXml(part);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "cellXfs")
            {
                isInCellFormats = false;
            }
            else if (xml.NodeType != XmlNodeType.Element || !MainNamespace.Is(xml.NamespaceURI))
            {
                continue;
            }
            else if (xml.Depth == 2 && xml.LocalName == "numFmt" && Number(xml, "numFmtId") is int id)
            {
                string code = xml.GetAttribute("formatCode") ?? string.Empty;
                custom[id] = new Shape(DateFormat.IsDate(code), ShownNumber.Pattern(id, code));
            }
            else if (xml.Depth == 1 && xml.LocalName == "cellXfs")
            {
                isInCellFormats = !xml.IsEmptyElement;
            }
            else if (isInCellFormats && xml.Depth == 2 && xml.LocalName == "xf")
            {
                formats.Add(Number(xml, "numFmtId") ?? 0, custom);
            }
        }

        return formats;
    }

    private static int? Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private Shape Of(int style) => style < _shapes.Count ? _shapes[style] : default;

    private void Add(int format, Dictionary<int, Shape> custom)
    {
        if (_shapes.Count == TableLimits.CellFormats)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.TooManyFormats, "Limit", TableLimits.CellFormats));
        }

        _shapes.Add(custom.TryGetValue(format, out Shape shape) ? shape : new Shape(DateFormat.IsBuiltInDate(format), ShownNumber.Pattern(format, code: null)));
    }

    private readonly record struct Shape(bool IsDate, string? Pattern);
}
