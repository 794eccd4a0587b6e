using System.Text;

namespace FeishuHire.Engine.Ledger;

/// <summary>Reads what <see cref="PackedWriter"/> wrote.</summary>
internal struct PackedReader(byte[] data, int offset)
{
    /// <summary>Where the next read starts.</summary>
    public int Offset { get; set; } = offset;

    /// <summary>Whether all is read.</summary>
    public readonly bool AtEnd => Offset >= data.Length;

    /// <summary>Reads one byte.</summary>
    public byte Byte() => data[Offset++];

    /// <summary>Reads a number.</summary>
    public long Number()
    {
        ulong value = 0;
        int shift = 0;
        byte next;
        do
        {
            next = data[Offset++];
            value |= (ulong)(next & 0x7f) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads a hash.</summary>
    public ulong Hash()
    {
        ulong value = 0;
        for (int i = 0; i < 8; i++)
        {
            value |= (ulong)data[Offset++] << i * 8;
        }

        return value;
    }

    /// <summary>Reads a text.</summary>
    public string Text()
    {
        int length = (int)Number();
        string text = Encoding.UTF8.GetString(data, Offset, length);
        Offset += length;
        return text;
    }
}
