namespace FeishuHire.Engine.Delivery;

/// <summary>64-bit hashes of ids, so that a run remembers a stage in a few bytes. Not for anything that leaves the process.</summary>
internal static class IdHash
{
    internal static ulong Of(string id)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in id)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        // FNV-1a mixes its last characters badly; ids differ mostly there.
        hash ^= hash >> 32;
        hash *= 0xd6e8feb86659fd93;
        return hash ^ (hash >> 32);
    }

    internal static ulong Of(string order, string stage) => Of(order) * 31 ^ Of(stage);

}
