using System;
using System.Collections.Generic;
using System.Text;

namespace FeishuHire.Engine.Ledger;

/// <summary>The stages of one order as one array: the order's id, then a record of each stage, each led by its length. What
/// most stages do not have takes no room. Not thread-safe.</summary>
internal sealed class StagePacking
{
    private const byte StatusMask = 0x0f;
    private const byte Replayed = 0x10;
    private const byte HasContent = 0x20;
    private const byte HasFailure = 0x40;
    private const byte SentApart = 0x80;

    private readonly NamePool _names = new();
    private readonly PackedWriter _writer = new();

    /// <summary>Whether a call of the order is under way.</summary>
    public static bool HasSending(byte[] order)
    {
        for (PackedReader reader = Records(order); !reader.AtEnd;)
        {
            int length = (int)reader.Number();
            if ((order[reader.Offset] & StatusMask) == (int)BgCheckDeliveryStatus.Sending)
            {
                return true;
            }

            reader.Offset += length;
        }

        return false;
    }

    /// <summary>All stages of an order.</summary>
    public List<LedgerEntry> Unpack(byte[] order, string orderId)
    {
        var entries = new List<LedgerEntry>();
        for (PackedReader reader = Records(order); !reader.AtEnd;)
        {
            _ = reader.Number();
            entries.Add(ReadEntry(ref reader, orderId));
        }

        return entries;
    }

    /// <summary>The array with a stage put in or replaced.</summary>
    /// <param name="order">The order so far, or null for a new one.</param>
    /// <param name="entry">The stage.</param>
    public byte[] Put(byte[]? order, LedgerEntry entry)
    {
        (int start, int end) = order is null ? (0, 0) : Find(order, entry.StageId);
        WriteEntry(entry);
        int body = _writer.Length;
        int head = VarintLength(body);
        int keep = order is null ? 0 : order.Length - (end - start);
        byte[] result;
        int at;
        if (order is not null && end - start == head + body)
        {
            result = order;
            at = start;
        }
        else if (order is null)
        {
            byte[] id = OrderIdPacking.Pack(entry.OrderId);
            result = new byte[id.Length + head + body];
            Buffer.BlockCopy(id, 0, result, 0, id.Length);
            at = id.Length;
        }
        else
        {
            result = new byte[keep + head + body];
            Buffer.BlockCopy(order, 0, result, 0, start);
            Buffer.BlockCopy(order, end, result, start, order.Length - end);
            at = keep;
        }

        WriteVarint(result, at, body);
        _writer.CopyTo(result, at + head);
        return result;
    }

    /// <summary>An order without stages.</summary>
    public static byte[] Empty(string orderId) => OrderIdPacking.Pack(orderId);

    private static PackedReader Records(byte[] order) => new(order, OrderIdPacking.Skip(order));

    // Where the stage's record lies, its length included; an empty range at the end where it has none.
    private static (int Start, int End) Find(byte[] order, string stageId)
    {
        int wanted = Encoding.UTF8.GetByteCount(stageId);
        PackedReader reader = Records(order);
        while (!reader.AtEnd)
        {
            int start = reader.Offset;
            int end = (int)reader.Number() + reader.Offset;
            reader.Offset++;
            int length = (int)reader.Number();
            if (length == wanted && string.Equals(Encoding.UTF8.GetString(order, reader.Offset, length), stageId, StringComparison.Ordinal))
            {
                return (start, end);
            }

            reader.Offset = end;
        }

        return (order.Length, order.Length);
    }

    private static int VarintLength(int value)
    {
        int length = 1;
        for (ulong rest = (ulong)value << 1; rest >= 0x80; rest >>= 7)
        {
            length++;
        }

        return length;
    }

    private static void WriteVarint(byte[] target, int offset, int value)
    {
        ulong rest = (ulong)value << 1;
        for (; rest >= 0x80; rest >>= 7)
        {
            target[offset++] = (byte)(rest | 0x80);
        }

        target[offset] = (byte)rest;
    }

    private void WriteEntry(LedgerEntry entry)
    {
        // Nobody asks for the log id of a stage that went well.
        bool failed = entry.Status != BgCheckDeliveryStatus.Delivered
            && (entry.Code is not null || entry.LogId is not null || entry.ErrorId is not null);
        int flags = (int)entry.Status
            | (entry.Replayed ? Replayed : 0)
            | (entry.Content is null ? 0 : HasContent)
            | (failed ? HasFailure : 0)
            | (entry.SentTime == entry.SourceTime ? 0 : SentApart);
        _writer.Clear();
        _writer.Byte((byte)flags);
        _writer.Text(entry.StageId);
        _writer.Number(entry.SourceTime);
        if (entry.SentTime != entry.SourceTime)
        {
            _writer.Number(entry.SentTime - entry.SourceTime);
        }

        _writer.Number(entry.ChangedAt - entry.SourceTime);
        _writer.Number(entry.Attempts);
        _writer.Number(entry.SettledBy is null ? _names.Number(entry.RunId) : -_names.Number(entry.SettledBy));
        _writer.Number(_names.Number(entry.TenantKey));
        if (entry.Content is ContentFingerprint content)
        {
            _writer.Hash(content.Base);
            _writer.Number(content.Reports.Count);
            foreach (ulong report in content.Reports)
            {
                _writer.Hash(report);
            }
        }

        if (failed)
        {
            _writer.Number(entry.Code ?? long.MinValue);
            _writer.Number(_names.Number(entry.ErrorId));
            _writer.Text(entry.LogId ?? string.Empty);
        }
    }

    private LedgerEntry ReadEntry(ref PackedReader reader, string orderId)
    {
        byte flags = reader.Byte();
        string stageId = reader.Text();
        long sourceTime = reader.Number();
        long sentTime = sourceTime + ((flags & SentApart) != 0 ? reader.Number() : 0);
        var entry = new LedgerEntry
        {
            OrderId = orderId,
            StageId = stageId,
            Status = (BgCheckDeliveryStatus)(flags & StatusMask),
            Replayed = (flags & Replayed) != 0,
            SourceTime = sourceTime,
            SentTime = sentTime,
            ChangedAt = sourceTime + reader.Number(),
            Attempts = (int)reader.Number(),
            RunId = ReadRun(ref reader, out string? settledBy),
            SettledBy = settledBy,
            TenantKey = _names.Name(reader.Number()),
            Content = (flags & HasContent) != 0 ? ReadContent(ref reader) : null,
        };
        if ((flags & HasFailure) == 0)
        {
            return entry.Status == BgCheckDeliveryStatus.Delivered ? entry with { Code = 0 } : entry;
        }

        long code = reader.Number();
        string? errorId = _names.Name(reader.Number());
        string logId = reader.Text();
        return entry with { Code = code == long.MinValue ? null : (int)code, ErrorId = errorId, LogId = logId.Length == 0 ? null : logId };
    }

    // Who settled a stage by hand stands where its run would.
    private string ReadRun(ref PackedReader reader, out string? settledBy)
    {
        long number = reader.Number();
        settledBy = number < 0 ? _names.Name(-number) : null;
        return number > 0 ? _names.Name(number)! : string.Empty;
    }

    private static ContentFingerprint ReadContent(ref PackedReader reader)
    {
        ulong root = reader.Hash();
        var reports = new ulong[(int)reader.Number()];
        for (int i = 0; i < reports.Length; i++)
        {
            reports[i] = reader.Hash();
        }

        return new ContentFingerprint(root, reports);
    }
}
