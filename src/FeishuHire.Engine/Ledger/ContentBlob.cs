using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Ledger;

/// <summary>A fingerprint as the file keeps it: the key's tag, the hash of the texts, a hash of each report; little-endian.</summary>
internal static class ContentBlob
{
    private const int HashLength = 8;
    private const int HeadLength = 4 + HashLength;

    /// <summary>Writes a fingerprint made with a key.</summary>
    public static byte[]? Write(ContentFingerprint? content, uint keyTag)
    {
        if (content is null)
        {
            return null;
        }

        IReadOnlyList<ulong> reports = content.Reports;
        var blob = new byte[HeadLength + (reports.Count * HashLength)];
        Put(blob, 0, keyTag, 4);
        Put(blob, 4, content.Base, HashLength);
        for (int i = 0; i < reports.Count; i++)
        {
            Put(blob, HeadLength + (i * HashLength), reports[i], HashLength);
        }

        return blob;
    }

    /// <summary>Reads a fingerprint.</summary>
    /// <returns>Null where it was made with another key: there is nothing to compare it with.</returns>
    public static ContentFingerprint? Read(byte[] blob, uint keyTag)
    {
        if (blob.Length < HeadLength || BitConverter.ToUInt32(blob, 0) != keyTag)
        {
            return null;
        }

        var reports = new ulong[(blob.Length - HeadLength) / HashLength];
        for (int i = 0; i < reports.Length; i++)
        {
            reports[i] = BitConverter.ToUInt64(blob, HeadLength + (i * HashLength));
        }

        return new ContentFingerprint(BitConverter.ToUInt64(blob, 4), reports);
    }

    private static void Put(byte[] blob, int offset, ulong value, int length)
    {
        for (int i = 0; i < length; i++)
        {
            blob[offset + i] = (byte)(value >> i * 8);
        }
    }
}
