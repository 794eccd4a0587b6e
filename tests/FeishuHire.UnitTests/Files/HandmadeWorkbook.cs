using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace FeishuHire.UnitTests.Files;

/// <summary>An .xlsx made part by part, so that a test can put anything into it.</summary>
internal sealed class HandmadeWorkbook
{
    internal const string Transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    internal const string TransitionalLinks = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    internal const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    internal const string StrictLinks = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    internal HandmadeWorkbook(string sheetData, string main = Transitional, string links = TransitionalLinks)
    {
        Parts["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
        Parts["_rels/.rels"] = Links((links + "/officeDocument", "R1", "xl/workbook.xml"));
        Parts["xl/workbook.xml"] = $"<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><sheets><sheet name=\"S1\" sheetId=\"1\" r:id=\"R1\"/></sheets></workbook>";
        Parts["xl/_rels/workbook.xml.rels"] = Links((links + "/worksheet", "R1", "worksheets/sheet1.xml"), (links + "/sharedStrings", "R2", "sharedStrings.xml"), (links + "/styles", "R3", "styles.xml"));
        Parts["xl/worksheets/sheet1.xml"] = Sheet(sheetData, main);
    }

    internal Dictionary<string, string> Parts { get; } = [];

    internal static string Sheet(string sheetData, string main = Transitional) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{main}\"><sheetData>{sheetData}</sheetData></worksheet>";

    internal static string Links(params (string Type, string Id, string Target)[] links)
    {
        var xml = new StringBuilder("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        foreach ((string type, string id, string target) in links)
        {
            xml.Append($"<Relationship Type=\"{type}\" Id=\"{id}\" Target=\"{target}\"/>");
        }

        return xml.Append("</Relationships>").ToString();
    }

    internal HandmadeWorkbook With(string part, string content)
    {
        Parts[part] = content;
        return this;
    }

    internal HandmadeWorkbook WithStrings(string items) => With("xl/sharedStrings.xml", $"<sst xmlns=\"{Transitional}\">{items}</sst>");

    internal HandmadeWorkbook WithFormats(string custom, params int[] formats)
    {
        var xml = new StringBuilder($"<styleSheet xmlns=\"{Transitional}\"><numFmts>{custom}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>");
        foreach (int format in formats)
        {
            xml.Append($"<xf numFmtId=\"{format}\"/>");
        }

        return With("xl/styles.xml", xml.Append("</cellXfs></styleSheet>").ToString());
    }

    internal byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (KeyValuePair<string, string> part in Parts)
            {
                using Stream entry = zip.CreateEntry(part.Key, CompressionLevel.SmallestSize).Open();
                entry.Write(Encoding.UTF8.GetBytes(part.Value));
            }
        }

        return bytes.ToArray();
    }
}
