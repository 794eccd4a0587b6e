using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace FeishuHire.Bench.Harness;

/// <summary>Turns a file of rows into a workbook as Excel saves one: texts shared, times as numbers with a date format.</summary>
internal static class WorkbookFile
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const int TimeColumn = 4;

    /// <summary>Writes the workbook beside the rows, unless it is there.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string rows)
    {
        string path = Path.ChangeExtension(rows, ".xlsx");
        if (File.Exists(path))
        {
            return path;
        }

        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Put(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>");
        Put(zip, "_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Put(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        Put(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"rId1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        Put(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        List<string> texts = WriteSheet(zip, rows);
        using StreamWriter shared = Open(zip, "xl/sharedStrings.xml");
        shared.Write($"{Head}<sst xmlns=\"{Main}\" uniqueCount=\"{texts.Count}\">");
        texts.ForEach(text => shared.Write($"<si><t>{text}</t></si>"));
        shared.Write("</sst>");
        return path;
    }

    private static List<string> WriteSheet(ZipArchive zip, string rows)
    {
        List<string> texts = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        using StreamWriter sheet = Open(zip, "xl/worksheets/sheet1.xml");
        sheet.Write($"{Head}<worksheet xmlns=\"{Main}\"><sheetData>");
        int number = 0;
        foreach (string line in File.ReadLines(rows))
        {
            string[] cells = line.Split(',');
            number++;
            sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\" spans=\"1:{cells.Length}\">"));
            for (int i = 0; i < cells.Length; i++)
            {
                if (cells[i].Length == 0)
                {
                    continue;
                }

                string name = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + i)}{number}");
                if (i == TimeColumn && number > 1)
                {
                    DateTime time = DateTime.UnixEpoch.AddMilliseconds(long.Parse(cells[i], CultureInfo.InvariantCulture)).AddHours(8);
                    sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{name}\" s=\"1\"><v>{time.ToOADate():R}</v></c>"));
                    continue;
                }

                if (!places.TryGetValue(cells[i], out int place))
                {
                    place = texts.Count;
                    places.Add(cells[i], place);
                    texts.Add(cells[i]);
                }

                sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{name}\" t=\"s\"><v>{place}</v></c>"));
            }

            sheet.Write("</row>");
        }

        sheet.Write("</sheetData></worksheet>");
        return texts;
    }

    private static void Put(ZipArchive zip, string name, string xml)
    {
        using StreamWriter writer = Open(zip, name);
        writer.Write(Head + xml);
    }

    private static StreamWriter Open(ZipArchive zip, string name) =>
        new(zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
