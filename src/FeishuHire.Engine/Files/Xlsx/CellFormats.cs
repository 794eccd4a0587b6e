using System.Collections.Generic;
using System.Globalization;
using System.Xml;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Which cell formats show a number as a date or a time.</summary>
internal sealed class CellFormats
{
    private readonly List<bool> _isDate = [];

    private CellFormats()
    {
    }

    /// <summary>Whether a cell of this format holds a date.</summary>
    /// <param name="style">The cell's s attribute.</param>
    internal bool IsDate(int style) => style < _isDate.Count && _isDate[style];

    internal static CellFormats Read(Package package, string part)
    {
        var formats = new CellFormats();
        if (!package.Has(part))
        {
            return formats;
        }

        var custom = new Dictionary<int, bool>();
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
                custom[id] = DateFormat.IsDate(xml.GetAttribute("formatCode") ?? string.Empty);
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

    private void Add(int format, Dictionary<int, bool> custom)
    {
        if (_isDate.Count == TableLimits.CellFormats)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.TooManyFormats, "Limit", TableLimits.CellFormats));
        }

        _isDate.Add(custom.TryGetValue(format, out bool isDate) ? isDate : DateFormat.IsBuiltInDate(format));
    }
}
