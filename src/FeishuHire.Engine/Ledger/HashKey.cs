using System;
using System.Security.Cryptography;

namespace FeishuHire.Engine.Ledger;

/// <summary>The secret that content is hashed with: 128 random bits. Whoever has both it and the ledger can test whether a
/// guessed name or result is the one that was sent; with the ledger alone nobody can.</summary>
internal sealed class HashKey
{
    /// <summary>The key's length in bytes.</summary>
    public const int Length = 16;

    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <summary>Takes the key's bytes.</summary>
    /// <param name="bytes">16 bytes.</param>
    public HashKey(byte[] bytes)
    {
        Bytes = bytes;
        _key0 = BitConverter.ToUInt64(bytes, 0);
        _key1 = BitConverter.ToUInt64(bytes, 8);
        SipHash24 hash = Start();
        hash.Add("FeishuHire hash key tag", 0, 23);
        Tag = (uint)hash.Finish();
    }

    /// <summary>The key itself.</summary>
    public byte[] Bytes { get; }

    /// <summary>32 bits that tell keys apart and say nothing about them: stored with each hash, so that hashes of a lost key
    /// are never compared with those of its successor.</summary>
    public uint Tag { get; }

    /// <summary>Makes 16 bytes for a new key.</summary>
    public static byte[] Generate()
    {
        var bytes = new byte[Length];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return bytes;
    }

    /// <summary>Starts a hash under this key.</summary>
    public SipHash24 Start() => new(_key0, _key1);
}
