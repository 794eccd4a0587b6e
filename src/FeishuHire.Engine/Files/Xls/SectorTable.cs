using System;
using System.Collections.Generic;
using System.IO;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>The sector tables of a compound file: which sector follows which. What is damaged ends a chain.</summary>
internal sealed class SectorTable
{
    private const int HeaderBytes = 512;
    private const int HeaderTables = 109;
    private const uint LastSector = 0xFFFFFFFA;

    private readonly List<uint> _next;
    private readonly List<uint> _smallNext;
    private readonly int _mostSectors;

    private SectorTable(byte[] header, int sectorBytes, Stream file)
    {
        SectorBytes = sectorBytes;
        _mostSectors = (int)Math.Min(int.MaxValue / 2, (file.Length / sectorBytes) + 1);
        DirectoryStart = BitConverter.ToUInt32(header, 48);
        SmallLimit = BitConverter.ToUInt32(header, 56);
        _next = Read(file, Tables(file, header));
        _smallNext = Read(file, Chain(BitConverter.ToUInt32(header, 60)));
    }

    /// <summary>Bytes of a sector: 512 or 4,096.</summary>
    internal int SectorBytes { get; }

    /// <summary>The first sector of the directory.</summary>
    internal uint DirectoryStart { get; }

    /// <summary>Streams below this length lie in small sectors.</summary>
    internal uint SmallLimit { get; }

    /// <summary>Reads the tables; null where the header is none.</summary>
    internal static SectorTable? Read(Stream file)
    {
        byte[] header = new byte[HeaderBytes];
        file.Position = 0;
        int shift = FileBytes.Fill(file, header) == header.Length ? BitConverter.ToUInt16(header, 30) : 0;
        return shift is 9 or 12 ? new SectorTable(header, 1 << shift, file) : null;
    }

    /// <summary>The sectors from a first one on.</summary>
    internal List<uint> Chain(uint first) => Follow(first, _next, _mostSectors);

    /// <summary>The same among small sectors.</summary>
    internal List<uint> SmallChain(uint first) => Follow(first, _smallNext, _smallNext.Count + 1);

    /// <summary>Reads one sector; false beyond the file's end.</summary>
    internal static bool ReadSector(Stream file, uint sector, byte[] into)
    {
        long position = ((long)sector + 1) * into.Length;
        if (sector >= LastSector || position >= file.Length)
        {
            return false;
        }

        file.Position = position;
        Array.Clear(into, 0, into.Length);
        return FileBytes.Fill(file, into) > 0;
    }

    private static List<uint> Follow(uint first, List<uint> next, int most)
    {
        var chain = new List<uint>();
        for (uint at = first; at < LastSector && chain.Count < most; at = at < next.Count ? next[(int)at] : LastSector)
        {
            chain.Add(at);
        }

        return chain;
    }

    /// <summary>The sectors that hold the table: 109 in the header, the others in a chain of their own, whose sectors end with
    /// the number of the next.</summary>
    private List<uint> Tables(Stream file, byte[] header)
    {
        var tables = new List<uint>();
        for (int i = 0; i < HeaderTables; i++)
        {
            Add(BitConverter.ToUInt32(header, 76 + (i * sizeof(uint))));
        }

        byte[] sector = new byte[SectorBytes];
        uint at = BitConverter.ToUInt32(header, 68);
        for (int i = 0; i < _mostSectors && tables.Count < _mostSectors && ReadSector(file, at, sector); i++)
        {
            for (int entry = 0; entry + sizeof(uint) < sector.Length; entry += sizeof(uint))
            {
                Add(BitConverter.ToUInt32(sector, entry));
            }

            at = BitConverter.ToUInt32(sector, sector.Length - sizeof(uint));
        }

        return tables;

        void Add(uint table)
        {
            if (table < LastSector && tables.Count < _mostSectors)
            {
                tables.Add(table);
            }
        }
    }

    private List<uint> Read(Stream file, List<uint> sectors)
    {
        var next = new List<uint>();
        byte[] sector = new byte[SectorBytes];
        foreach (uint number in sectors)
        {
            // No file has more sectors than this, small ones counted.
            if (next.Count > file.Length >> 6 || !ReadSector(file, number, sector))
            {
                break;
            }

            for (int entry = 0; entry < sector.Length; entry += sizeof(uint))
            {
                next.Add(BitConverter.ToUInt32(sector, entry));
            }
        }

        return next;
    }
}
