using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Microsoft.Data.Sqlite;

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
    public static ContentFingerprint? Read(ReadOnlySpan<byte> blob, uint keyTag)
    {
        if (blob.Length < HeadLength || BinaryPrimitives.ReadUInt32LittleEndian(blob) != keyTag)
        {
            return null;
        }

        int count = (blob.Length - HeadLength) / HashLength;
        ulong[] reports = count == 0 ? [] : new ulong[count];
        for (int i = 0; i < reports.Length; i++)
        {
            reports[i] = BinaryPrimitives.ReadUInt64LittleEndian(blob.Slice(HeadLength + (i * HashLength)));
        }

        return new ContentFingerprint(BinaryPrimitives.ReadUInt64LittleEndian(blob.Slice(4)), reports);
    }

    /// <summary>Reads what a purge left of an order: source time, sent time, and the marks as the reports of a fingerprint.</summary>
    /// <param name="row">Stands on it.</param>
    /// <param name="column">The first of its three columns.</param>
    /// <param name="keyTag">Of the present key.</param>
    public static ForgottenStages ReadMarks(SqliteDataReader row, int column, uint keyTag)
    {
        ContentFingerprint? marks = row.IsDBNull(column + 2) ? null : Read((byte[])row.GetValue(column + 2), keyTag);
        return new ForgottenStages(row.GetInt64(column), row.GetInt64(column + 1), marks is null ? [] : [.. marks.Reports]);
    }

    private static void Put(byte[] blob, int offset, ulong value, int length)
    {
        for (int i = 0; i < length; i++)
        {
            blob[offset + i] = (byte)(value >> i * 8);
        }
    }
}
