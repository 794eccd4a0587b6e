namespace FeishuHire.Engine.Files.Import;

/// <summary>A set of hashes in little memory: 11 to 22 bytes a key. In 64 parts that grow one at a time, so that growing
/// never doubles the whole.</summary>
internal sealed class KeySet
{
    private const int PartBits = 6;
    private const int FirstSlots = 16;

    private readonly ulong[][] _parts = new ulong[1 << PartBits][];
    private readonly int[] _counts = new int[1 << PartBits];

    /// <summary>Adds a key other than 0.</summary>
    /// <returns>False where it was there.</returns>
    internal bool Add(ulong key)
    {
        int part = (int)(key >> (64 - PartBits));
        ulong[] slots = _parts[part] ??= new ulong[FirstSlots];
        if (_counts[part] * 4 >= slots.Length * 3)
        {
            slots = _parts[part] = Grow(slots);
        }

        if (!Put(slots, key))
        {
            return false;
        }

        _counts[part]++;
        return true;
    }

    internal bool Contains(ulong key)
    {
        ulong[]? slots = _parts[(int)(key >> (64 - PartBits))];
        if (slots is null)
        {
            return false;
        }

        int mask = slots.Length - 1;
        int at = (int)key & mask;
        while (slots[at] != 0)
        {
            if (slots[at] == key)
            {
                return true;
            }

            at = (at + 1) & mask;
        }

        return false;
    }

    private static bool Put(ulong[] slots, ulong key)
    {
        int mask = slots.Length - 1;
        int at = (int)key & mask;
        while (slots[at] != 0)
        {
            if (slots[at] == key)
            {
                return false;
            }

            at = (at + 1) & mask;
        }

        slots[at] = key;
        return true;
    }

    private static ulong[] Grow(ulong[] slots)
    {
        var larger = new ulong[slots.Length * 2];
        foreach (ulong key in slots)
        {
            if (key != 0)
            {
                Put(larger, key);
            }
        }

        return larger;
    }
}
