using System;
using System.Collections.Generic;
using System.IO;

namespace FeishuHire.Engine.Files.Xls;

/// <summary>One stream of an OLE2 compound file, read from its beginning to its end. Never throws for a damaged file: the
/// stream then ends early.</summary>
/// <remarks>[MS-CFB]: sectors chained by a table (FAT) that is itself chained; streams below 4,096 bytes lie in small sectors
/// within the root entry's stream.</remarks>
internal sealed class CompoundStream
{
    private const uint LastSector = 0xFFFFFFFA; // above it: end of chain, free, table
    private const int SmallSectorShift = 6;

    private readonly Stream _file;
    private readonly byte[] _sector;
    private readonly List<uint> _chain;
    private readonly List<uint>? _smallChain;
    private readonly long _length;
    private long _at;
    private int _loaded = -1;

    private CompoundStream(Stream file, int sectorBytes, List<uint> chain, List<uint>? smallChain, long length)
    {
        _file = file;
        _sector = new byte[sectorBytes];
        _chain = chain;
        _smallChain = smallChain;
        _length = length;
    }

    /// <summary>Opens a stream.</summary>
    /// <param name="file">The compound file, seekable.</param>
    /// <param name="names">Names the stream may have, the first found counts.</param>
    /// <returns>Null where it has none, or is too damaged to tell.</returns>
    internal static CompoundStream? Open(Stream file, params string[] names)
    {
        if (SectorTable.Read(file) is not SectorTable table)
        {
            return null;
        }

        DirectoryEntry? root = null;
        foreach (string name in names)
        {
            foreach (DirectoryEntry entry in DirectoryEntry.ReadAll(file, table))
            {
                root ??= entry;
                if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return entry.Length >= table.SmallLimit
                        ? new CompoundStream(file, table.SectorBytes, table.Chain(entry.Start), null, entry.Length)
                        : new CompoundStream(file, table.SectorBytes, table.Chain(root.Start), table.SmallChain(entry.Start), entry.Length);
                }
            }
        }

        return null;
    }

    /// <summary>Fills the buffer.</summary>
    /// <returns>False where the stream ends before.</returns>
    internal bool Fill(byte[] buffer, int count)
    {
        for (int done = 0; done < count;)
        {
            if (Locate(_at) is not (int sector, int offset, int left) || !Load(sector))
            {
                return false;
            }

            int part = Math.Min(left, count - done);
            Buffer.BlockCopy(_sector, offset, buffer, done, part);
            done += part;
            _at += part;
        }

        return true;
    }

    /// <summary>Leaves bytes out.</summary>
    internal void Skip(int count) => _at += count;

    /// <summary>Where a position lies: the place in the chain, the offset in the sector, the bytes that follow there.</summary>
    private (int Sector, int Offset, int Left)? Locate(long at)
    {
        if (at >= _length)
        {
            return null;
        }

        long position = at;
        int unit = _sector.Length;
        if (_smallChain is not null)
        {
            unit = 1 << SmallSectorShift;
            int index = (int)(at >> SmallSectorShift);
            if (index >= _smallChain.Count)
            {
                return null;
            }

            position = ((long)_smallChain[index] << SmallSectorShift) + (at & (unit - 1));
        }

        long sector = position / _sector.Length;
        int left = (int)Math.Min(unit - (at % unit), _length - at);
        return sector < _chain.Count ? ((int)sector, (int)(position % _sector.Length), left) : null;
    }

    private bool Load(int place)
    {
        if (place == _loaded)
        {
            return true;
        }

        long position = ((long)_chain[place] + 1) * _sector.Length;
        if (_chain[place] >= LastSector || position >= _file.Length)
        {
            return false;
        }

        _file.Position = position;
        Array.Clear(_sector, 0, _sector.Length);
        _loaded = FileBytes.Fill(_file, _sector) > 0 ? place : -1;
        return _loaded >= 0;
    }
}
