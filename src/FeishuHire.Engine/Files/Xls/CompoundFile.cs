using System;
using System.Collections.Generic;
using System.IO;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>Looks into the directory of an OLE2 compound file: .xls workbooks, encrypted .xlsx workbooks, Word documents and
/// Outlook messages all look alike from outside.</summary>
internal static class CompoundFile
{
    /// <summary>Sees to it that the file holds an Excel workbook.</summary>
    /// <param name="stream">The file, seekable.</param>
    /// <exception cref="FileRefusal">FileFormatNotSupported or FileUnreadable.</exception>
    internal static void EnsureWorkbook(Stream stream)
    {
        HashSet<string> names = ReadNames(stream);
        if (names.Contains("Workbook") || names.Contains("Book"))
        {
            return;
        }

        if (names.Contains("EncryptedPackage"))
        {
            throw new FileRefusal(ErrorId.FileFormatNotSupported, new FileFault(FileFaultKey.Encrypted));
        }

        throw names.Contains("WordDocument") ? TableFormat.Unsupported(FileFaultKey.NotATable, "Word")
            : names.Contains("PowerPoint Document") ? TableFormat.Unsupported(FileFaultKey.NotATable, "PowerPoint")
            : names.Contains("__properties_version1.0") ? TableFormat.Unsupported(FileFaultKey.NotATable, "Outlook")
            : new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.Damaged));
    }

    private static HashSet<string> ReadNames(Stream stream)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (SectorTable.Read(stream) is SectorTable table)
        {
            foreach (DirectoryEntry entry in DirectoryEntry.ReadAll(stream, table))
            {
                names.Add(entry.Name);
            }
        }

        return names;
    }
}
