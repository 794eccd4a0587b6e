using System;
using System.Globalization;

namespace FeishuHire.Engine.Ledger;

/// <summary>The order's id at the head of its packed stages: a real one is a number of 19 digits and takes 9 bytes; anything
/// else is kept as text.</summary>
internal static class OrderIdPacking
{
    private const byte AsNumber = 0;
    private const byte AsText = 1;
    private const int NumberLength = 9;

    /// <summary>A hash that spreads order ids over slots; it is not kept, so any will do.</summary>
    public static uint Hash(string orderId)
    {
        uint hash = 2166136261;
        foreach (char unit in orderId)
        {
            hash = (hash ^ unit) * 16777619;
        }

        return hash ^ hash >> 15;
    }

    /// <summary>The id as the head of an array.</summary>
    public static byte[] Pack(string orderId)
    {
        if (TryReadNumber(orderId, out ulong number))
        {
            var head = new byte[NumberLength];
            head[0] = AsNumber;
            BitConverter.GetBytes(number).CopyTo(head, 1);
            return head;
        }

        var writer = new PackedWriter();
        writer.Byte(AsText);
        writer.Text(orderId);
        var text = new byte[writer.Length];
        writer.CopyTo(text, 0);
        return text;
    }

    /// <summary>Whether the array is that order's.</summary>
    public static bool IsOrder(byte[] order, string orderId) =>
        order[0] == AsNumber
            ? TryReadNumber(orderId, out ulong number) && number == BitConverter.ToUInt64(order, 1)
            : string.Equals(Unpack(order), orderId, StringComparison.Ordinal);

    /// <summary>The order's id.</summary>
    public static string Unpack(byte[] order) =>
        order[0] == AsNumber
            ? BitConverter.ToUInt64(order, 1).ToString(CultureInfo.InvariantCulture)
            : new PackedReader(order, 1).Text();

    /// <summary>Where the head ends.</summary>
    public static int Skip(byte[] order)
    {
        if (order[0] == AsNumber)
        {
            return NumberLength;
        }

        var reader = new PackedReader(order, 1);
        int length = (int)reader.Number();
        return reader.Offset + length;
    }

    // Only what prints back as the same text.
    private static bool TryReadNumber(string orderId, out ulong number)
    {
        number = 0;
        if (orderId.Length is 0 or > 19 || (orderId[0] == '0' && orderId.Length > 1))
        {
            return false;
        }

        foreach (char digit in orderId)
        {
            if (digit is < '0' or > '9')
            {
                return false;
            }

            number = (number * 10) + (uint)(digit - '0');
        }

        return true;
    }
}
