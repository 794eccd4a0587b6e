using System.Collections.Generic;

namespace FeishuHire.Engine.Files.Import;

/// <summary>The keys of a file's rows, in file order.</summary>
internal sealed class RowIndex
{
    private const int ChunkShift = 12;
    private const int ChunkRows = 1 << ChunkShift;

    private readonly List<RowKey[]> _chunks = [];

    internal int Count { get; private set; }

    internal RowKey this[int row] => _chunks[row >> ChunkShift][row & (ChunkRows - 1)];

    internal void Add(RowKey key)
    {
        int at = Count & (ChunkRows - 1);
        if (at == 0)
        {
            _chunks.Add(new RowKey[ChunkRows]);
        }

        _chunks[_chunks.Count - 1][at] = key;
        Count++;
    }
}
