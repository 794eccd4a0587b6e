using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>An entry of a compound file's directory; the first is the root.</summary>
/// <param name="Name">The stream's name.</param>
/// <param name="Start">Its first sector.</param>
/// <param name="Length">Its bytes.</param>
internal sealed record DirectoryEntry(string Name, uint Start, uint Length)
{
    private const int EntryBytes = 128;
    private const int MostSectors = 4096;

    /// <summary>All entries, in file order.</summary>
    internal static IEnumerable<DirectoryEntry> ReadAll(Stream file, SectorTable table)
    {
        byte[] sector = new byte[table.SectorBytes];
        List<uint> chain = table.Chain(table.DirectoryStart);
        for (int i = 0; i < chain.Count && i < MostSectors && SectorTable.ReadSector(file, chain[i], sector); i++)
        {
            for (int entry = 0; entry < sector.Length; entry += EntryBytes)
            {
                int length = BitConverter.ToUInt16(sector, entry + 64) - 2;
                if (length is > 0 and <= 62)
                {
                    yield return new DirectoryEntry(
                        Encoding.Unicode.GetString(sector, entry, length),
                        BitConverter.ToUInt32(sector, entry + 116),
                        BitConverter.ToUInt32(sector, entry + 120));
                }
            }
        }
    }
}
