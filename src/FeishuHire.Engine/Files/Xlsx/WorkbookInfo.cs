using System;
using System.Collections.Generic;
using System.Xml;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>What the workbook part says: its sheets in tab order, and which day is day 0.</summary>
internal sealed class WorkbookInfo
{
    private WorkbookInfo(string sharedStrings, string styles)
    {
        SharedStringsPart = sharedStrings;
        StylesPart = styles;
    }

    /// <summary>The sheets with cells, in tab order. Chart sheets are left out.</summary>
    internal List<SheetInfo> Sheets { get; } = [];

    /// <summary>Whether days count from 1904, as on old Macintoshes.</summary>
    internal bool Is1904 { get; private set; }

    /// <summary>The name of the part with the shared strings; may be absent.</summary>
    internal string SharedStringsPart { get; }

    /// <summary>The name of the part with the cell formats; may be absent.</summary>
    internal string StylesPart { get; }

    /// <summary>Reads the workbook part.</summary>
    /// <exception cref="FileRefusal">FileUnreadable.</exception>
    internal static WorkbookInfo Read(Package package)
    {
        string part = Find(package.Relationships(string.Empty).Values, "officeDocument") ?? "xl/workbook.xml";
        Dictionary<string, Relationship> links = package.Relationships(part);
        string folder = part.Substring(0, part.LastIndexOf('/') + 1);
        var workbook = new WorkbookInfo(
            Find(links.Values, "sharedStrings") ?? folder + "sharedStrings.xml",
            Find(links.Values, "styles") ?? folder + "styles.xml");
        using XmlReader xml = package.OpenXml(part);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || !MainNamespace.Is(xml.NamespaceURI))
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "workbookPr" when xml.Depth == 1:
                    workbook.Is1904 = xml.GetAttribute("date1904") is "1" or "true" or "on";
                    break;
                case "sheet" when xml.Depth == 2:
                    workbook.AddSheet(xml, links);
                    break;
            }
        }

        return workbook.Sheets.Count > 0
            ? workbook
            : throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.NoSheet));
    }

    private static string? Find(IEnumerable<Relationship> links, string kind)
    {
        foreach (Relationship link in links)
        {
            if (link.Is(kind))
            {
                return link.Target;
            }
        }

        return null;
    }

    private void AddSheet(XmlReader xml, Dictionary<string, Relationship> links)
    {
        string name = xml.GetAttribute("name") ?? string.Empty;
        bool isHidden = xml.GetAttribute("state") is "hidden" or "veryHidden";
        string? id = null;
        for (bool more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            // r:id, whatever the prefix and whichever of the two relationship namespaces.
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                id = xml.Value;
            }
        }

        xml.MoveToElement();
        if (id is not null && links.TryGetValue(id, out Relationship? link))
        {
            if (link.Is("worksheet"))
            {
                Sheets.Add(new SheetInfo(name, link.Target, isHidden));
            }
        }
        else
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.PartMissing, "Part", id ?? "sheet"));
        }
    }
}
