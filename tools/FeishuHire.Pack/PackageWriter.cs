using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace FeishuHire.Pack;

/// <summary>Writes the package. Nothing in it tells when or where it was written: entries stand in a definite order and
/// carry one time.</summary>
internal static class PackageWriter
{
    // The first that a zip can hold: a build's own time would make every package another one.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a package; one that is there is replaced once the new one is whole.</summary>
    public static void Write(string path, ModuleFiles files, ModuleManifest manifest)
    {
        string unfinished = path + ".tmp";
        using (FileStream stream = File.Create(unfinished))
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            Add(zip, "_rels/.rels", PackageParts.Relationships());
            Add(zip, "FeishuHire.nuspec", PackageParts.Specification(manifest));
            foreach (string name in files.Names)
            {
                using FileStream file = File.OpenRead(Path.Combine(files.Folder, name));
                Add(zip, name, file);
            }

            Add(zip, "[Content_Types].xml", PackageParts.ContentTypes(files.Names));
            Add(zip, PackageParts.PropertiesPath, PackageParts.CoreProperties(manifest));
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static void Add(ZipArchive zip, string name, XDocument part)
    {
        string text = (part.Declaration + "\n" + part + "\n").ReplaceLineEndings("\n");
        using MemoryStream bytes = new(Encoding.UTF8.GetBytes(text));
        Add(zip, name, bytes);
    }

    private static void Add(ZipArchive zip, string name, Stream content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Time;

        // -rw-r--r--, on whatever system it was packed.
        entry.ExternalAttributes = unchecked((int)0x81A40000);
        using Stream target = entry.Open();
        content.CopyTo(target);
    }
}
