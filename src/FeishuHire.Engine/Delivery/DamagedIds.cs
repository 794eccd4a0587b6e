using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Values;

namespace FeishuHire.Engine.Delivery;

/// <summary>Rows whose order id a spreadsheet has rounded: each may belong to any order that begins with its digits, and keeps
/// the later stages of all of them back.</summary>
internal sealed class DamagedIds
{
    private const int MostDigits = 15;

    /// <summary>With fewer true digits (6.93E+18) an id names nobody.</summary>
    private const int FewestDigits = 13;

    private readonly Dictionary<string, List<DamagedRow>> _rows = new(StringComparer.Ordinal);

    /// <summary>Whether enough of an id is left to tell which orders it may belong to.</summary>
    internal static bool NamesOrders(string? id) => id is not null && IdCell.TrustedDigits(id).Length >= FewestDigits;

    internal void Add(DamagedRow row)
    {
        string digits = IdCell.TrustedDigits(row.OrderId);
        if (digits.Length < FewestDigits || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return;
        }

        // The last digit may have been rounded up.
        Add(digits, row);
        Add((number - 1).ToString(CultureInfo.InvariantCulture), row);
    }

    /// <summary>The earliest damaged row, not later than a time, that an order may own, or null.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="stageId">A stage that is at hand with its true id: it does not wait for itself.</param>
    internal DamagedRow? Find(string orderId, long time, string? stageId)
    {
        DamagedRow? earliest = null;
        foreach (DamagedRow row in Of(orderId))
        {
            if (row.Time <= time && (row.StageId.Length == 0 || row.StageId != stageId) && (earliest is null || row.Time < earliest.Time))
            {
                earliest = row;
            }
        }

        return earliest;
    }

    /// <summary>Takes out the damaged rows that a stage, delivered under its true id, has put right.</summary>
    internal IReadOnlyList<DamagedRow> Resolve(string orderId, string stageId, long time)
    {
        if (_rows.Count == 0)
        {
            return [];
        }

        var resolved = new List<DamagedRow>();
        foreach (DamagedRow row in Of(orderId))
        {
            if (row.StageId.Length == 0 ? row.Time == time : row.StageId == stageId)
            {
                resolved.Add(row);
            }
        }

        foreach (DamagedRow row in resolved)
        {
            foreach (List<DamagedRow> rows in _rows.Values)
            {
                rows.Remove(row);
            }
        }

        return resolved;
    }

    private IEnumerable<DamagedRow> Of(string orderId)
    {
        for (int length = FewestDigits; _rows.Count > 0 && length <= MostDigits && length < orderId.Length; length++)
        {
            if (_rows.TryGetValue(orderId.Substring(0, length), out List<DamagedRow>? rows))
            {
                foreach (DamagedRow row in rows)
                {
                    yield return row;
                }
            }
        }
    }

    private void Add(string prefix, DamagedRow row)
    {
        if (!_rows.TryGetValue(prefix, out List<DamagedRow>? rows))
        {
            rows = [];
            _rows.Add(prefix, rows);
        }

        if (!rows.Contains(row))
        {
            rows.Add(row);
        }
    }
}

/// <summary>A row with a rounded order id.</summary>
/// <param name="OrderId">What is left of the id.</param>
/// <param name="StageId">stage_id; empty where it cannot be read.</param>
/// <param name="Time">Its time, Unix milliseconds; the lowest value where it could not be read.</param>
/// <param name="InThisRun">Whether it is one of this input's rows; else an earlier run left it.</param>
internal sealed record DamagedRow(string OrderId, string StageId, long Time, bool InThisRun);
