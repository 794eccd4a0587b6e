using System;
using System.Text;

namespace FeishuHire.Engine.Ledger;

/// <summary>Writes numbers and texts in as few bytes as they need, into a buffer that is used again and again.</summary>
internal sealed class PackedWriter
{
    private byte[] _buffer = new byte[256];

    /// <summary>How much is written.</summary>
    public int Length { get; private set; }

    /// <summary>Starts over.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    /// <summary>Writes a number of any sign, small ones short.</summary>
    public void Number(long value)
    {
        ulong rest = (ulong)(value << 1 ^ value >> 63);
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    /// <summary>Writes a hash as it is.</summary>
    public void Hash(ulong value)
    {
        for (int i = 0; i < 8; i++)
        {
            Byte((byte)(value >> i * 8));
        }
    }

    /// <summary>Writes a text with its length.</summary>
    public void Text(string value)
    {
        Number(Encoding.UTF8.GetByteCount(value));
        Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        Length += Encoding.UTF8.GetBytes(value, 0, value.Length, _buffer, Length);
    }

    /// <summary>Copies what was written.</summary>
    public void CopyTo(byte[] target, int offset) => Buffer.BlockCopy(_buffer, 0, target, offset, Length);

    private void Reserve(int more)
    {
        if (Length + more > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + more));
        }
    }
}
