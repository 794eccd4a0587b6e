using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Tables.Xls;

/// <summary>Looks into the directory of an OLE2 compound file: .xls workbooks, encrypted .xlsx workbooks, Word documents and
/// Outlook messages all look alike from outside.</summary>
/// <remarks>[MS-CFB]: header of 512 bytes, directory entries of 128 bytes in a chain of sectors.</remarks>
internal static class CompoundFile
{
    private const int EntryBytes = 128;
    private const int MaxDirectorySectors = 4096;
    private const uint EndOfChain = 0xFFFFFFFE;

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
        byte[] header = new byte[512];
        stream.Position = 0;
        int shift = FileBytes.Fill(stream, header) == header.Length ? BitConverter.ToUInt16(header, 30) : 0;
        if (shift is not (9 or 12))
        {
            return names;
        }

        byte[] sector = new byte[1 << shift];
        uint at = BitConverter.ToUInt32(header, 48);
        for (int i = 0; i < MaxDirectorySectors && at < EndOfChain && ReadSector(stream, at, sector); i++)
        {
            for (int entry = 0; entry < sector.Length; entry += EntryBytes)
            {
                int length = BitConverter.ToUInt16(sector, entry + 64) - 2;
                if (length is > 0 and <= 62)
                {
                    names.Add(Encoding.Unicode.GetString(sector, entry, length));
                }
            }

            at = Next(stream, header, at, sector);
        }

        return names;
    }

    /// <summary>The sector that follows in the chain. Only the 109 table sectors that the header lists are looked at: they
    /// cover 7 MB, and where the directory lies beyond, its first sector is at hand already.</summary>
    private static uint Next(Stream stream, byte[] header, uint sector, byte[] buffer)
    {
        long perTable = buffer.Length / sizeof(uint);
        long table = sector / perTable;
        return table < 109 && ReadSector(stream, BitConverter.ToUInt32(header, 76 + ((int)table * sizeof(uint))), buffer)
            ? BitConverter.ToUInt32(buffer, (int)(sector % perTable) * sizeof(uint))
            : EndOfChain;
    }

    private static bool ReadSector(Stream stream, uint sector, byte[] buffer)
    {
        long position = ((long)sector + 1) * buffer.Length;
        if (position >= stream.Length)
        {
            return false;
        }

        stream.Position = position;
        Array.Clear(buffer, 0, buffer.Length);
        return FileBytes.Fill(stream, buffer) > 0;
    }
}
