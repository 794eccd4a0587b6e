using System;
using System.Collections.Generic;
using System.Globalization;
using System.Xml;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Which cell formats show a number as a date or a time, or with zeros in front.</summary>
internal sealed class CellFormats
{
    private const int Date = -1;

    // What each format makes of a number: a date, at least so many digits, or (0) nothing else.
    private readonly List<int> _shapes = [];

    private CellFormats()
    {
    }

    /// <summary>Whether a cell of this format holds a date.</summary>
    /// <param name="style">The cell's s attribute.</param>
    internal bool IsDate(int style) => Shape(style) == Date;

    /// <summary>How many digits a cell of this format shows at least; 0 where it adds none.</summary>
    /// <param name="style">The cell's s attribute.</param>
    internal int Zeros(int style) => Math.Max(0, Shape(style));

    internal static CellFormats Read(Package package, string part)
    {
        var formats = new CellFormats();
        if (!package.Has(part))
        {
            return formats;
        }

        var custom = new Dictionary<int, int>();
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
                custom[id] = DateFormat.IsDate(code) ? Date : ZeroFormat.Width(code);
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

    private int Shape(int style) => style < _shapes.Count ? _shapes[style] : 0;

    private void Add(int format, Dictionary<int, int> custom)
    {
        if (_shapes.Count == TableLimits.CellFormats)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.TooManyFormats, "Limit", TableLimits.CellFormats));
        }

        _shapes.Add(custom.TryGetValue(format, out int shape) ? shape : DateFormat.IsBuiltInDate(format) ? Date : 0);
    }
}
