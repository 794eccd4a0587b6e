using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Xml;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>The zip package of an .xlsx workbook: its parts by name, within limits.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    private Package(ZipArchive zip)
    {
        _zip = zip;
        if (zip.Entries.Count > TableLimits.PackageParts)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.TooManyParts, "Limit", TableLimits.PackageParts));
        }

        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            _parts[Normalize(entry.FullName)] = entry;
        }
    }

    /// <summary>Opens the package and sees to it that it is a workbook of the kind that is read.</summary>
    /// <param name="stream">The file; stays open.</param>
    /// <exception cref="FileRefusal">FileFormatNotSupported or FileUnreadable.</exception>
    internal static Package Open(Stream stream)
    {
        stream.Position = 0;
        var package = new Package(new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
        try
        {
            package.RefuseOtherKinds();
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>A part's relationships, by id.</summary>
    /// <param name="part">The part's name; empty for the package itself.</param>
    internal Dictionary<string, Relationship> Relationships(string part)
    {
        var all = new Dictionary<string, Relationship>(StringComparer.Ordinal);
        string folder = part.Substring(0, part.LastIndexOf('/') + 1);
        string name = folder + "_rels/" + part.Substring(folder.Length) + ".rels";
        if (!Has(name))
        {
            return all;
        }

        using XmlReader xml = OpenXml(name);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
            {
                string? id = xml.GetAttribute("Id");
                string? target = xml.GetAttribute("Target");
                if (id is not null && target is not null && xml.GetAttribute("TargetMode") != "External")
                {
                    all[id] = new Relationship(xml.GetAttribute("Type") ?? string.Empty, Resolve(folder, target));
                }
            }
        }

        return all;
    }

    internal bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>A part as XML: no DTD, nothing fetched, sizes counted.</summary>
    /// <param name="part">The part's name.</param>
    /// <exception cref="FileRefusal">FileUnreadable: the part is missing or too large.</exception>
    internal XmlReader OpenXml(string part) => XmlReader.Create(OpenPart(part), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CheckCharacters = false, // A forbidden character is the fault of its row, which the rules name.
        CloseInput = true,
        NameTable = SheetNames.Table(),
    });

    /// <summary>A part's bytes, counted against the limits as they are unpacked: a package's own figures may lie.</summary>
    /// <param name="part">The part's name.</param>
    internal Stream OpenPart(string part)
    {
        if (!_parts.TryGetValue(part, out ZipArchiveEntry? entry))
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.PartMissing, "Part", part));
        }

        return new LimitedStream(entry.Open(), entry.CompressedLength);
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    /// <summary>Targets are relative to the part's folder, or absolute within the package.</summary>
    private static string Resolve(string folder, string target)
    {
        string path = Normalize(target.StartsWith("/", StringComparison.Ordinal) ? target : folder + target);
        if (path.IndexOf("..", StringComparison.Ordinal) < 0 && path.IndexOf("./", StringComparison.Ordinal) < 0)
        {
            return path;
        }

        var steps = new List<string>();
        foreach (string step in path.Split('/'))
        {
            if (step == "..")
            {
                steps.RemoveRange(Math.Max(0, steps.Count - 1), Math.Min(1, steps.Count));
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join("/", steps);
    }

    private static string Normalize(string name) => name.Replace('\\', '/').TrimStart('/');

    private void RefuseOtherKinds()
    {
        if (Has("xl/workbook.bin"))
        {
            throw TableFormat.Unsupported(FileFaultKey.OtherSpreadsheet, ".xlsb");
        }

        if (Has("mimetype") && Has("content.xml"))
        {
            throw TableFormat.Unsupported(FileFaultKey.OtherSpreadsheet, ".ods");
        }

        if (Has("Index/Document.iwa") || Has("Index.zip"))
        {
            throw TableFormat.Unsupported(FileFaultKey.OtherSpreadsheet, ".numbers");
        }

        if (!Has("[Content_Types].xml"))
        {
            throw TableFormat.Unsupported(FileFaultKey.NotATable, "ZIP");
        }

        if (Has("word/document.xml") || Has("ppt/presentation.xml"))
        {
            throw TableFormat.Unsupported(FileFaultKey.NotATable, Has("word/document.xml") ? "Word" : "PowerPoint");
        }
    }
}
