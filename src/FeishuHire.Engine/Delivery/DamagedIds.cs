using System;
using System.Collections.Concurrent;
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

    private readonly ConcurrentDictionary<string, LaneHold> _holds = new(StringComparer.Ordinal);

    internal void Add(string? id, LaneHold hold)
    {
        string digits = id is null ? string.Empty : IdCell.TrustedDigits(id);
        if (digits.Length < FewestDigits || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return;
        }

        // The last digit may have been rounded up.
        Hold(digits, hold);
        Hold((number - 1).ToString(CultureInfo.InvariantCulture), hold);
    }

    /// <summary>The earliest damaged row that an order may belong to, or null.</summary>
    internal LaneHold? Find(string orderId)
    {
        LaneHold? earliest = null;
        if (_holds.IsEmpty)
        {
            return null;
        }

        for (int length = FewestDigits; length <= MostDigits && length < orderId.Length; length++)
        {
            if (_holds.TryGetValue(orderId.Substring(0, length), out LaneHold? hold) && (earliest is null || hold.Time < earliest.Time))
            {
                earliest = hold;
            }
        }

        return earliest;
    }

    private void Hold(string prefix, LaneHold hold) =>
        _holds.AddOrUpdate(prefix, hold, (_, other) => other.Time <= hold.Time ? other : hold);
}
