namespace FeishuHire.Engine.Files.Import;

/// <summary>What decides a row's place: its order, stage and time, 24 bytes in the index.</summary>
/// <param name="Order">A hash of the order id; 0 for a row that has none, or that is blank or unreadable: it keeps its place.</param>
/// <param name="Stage">A hash of order and stage id; 0 without a stage id: the row is joined with no other.</param>
/// <param name="Time">stage_time in Unix milliseconds. A row whose time is missing or unreadable comes before the other rows
/// of its order, since nothing says that any of them may be sent before it.</param>
internal readonly record struct RowKey(ulong Order, ulong Stage, long Time)
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    internal static RowKey Of(BgCheckProgress? row)
    {
        if (row is null || string.IsNullOrEmpty(row.BackgroundCheckId))
        {
            return default;
        }

        ulong order = Mix(Add(Basis, row.BackgroundCheckId!));
        ulong stage = string.IsNullOrEmpty(row.StageId) ? 0 : Mix(Add(order, row.StageId!));
        return new RowKey(order, stage, row.StageTime?.UnixMilliseconds ?? long.MinValue);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (char c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    /// <summary>Spreads the bits; never 0, which stands for none.</summary>
    private static ulong Mix(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53;
        hash ^= hash >> 33;
        return hash == 0 ? 1 : hash;
    }
}
