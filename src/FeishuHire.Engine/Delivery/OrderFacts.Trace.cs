namespace FeishuHire.Engine.Delivery;

/// <content>Of an order that only the ledger knows, a run need not remember more than a trace.</content>
internal sealed partial class OrderFacts
{
    private const int MostStages = 64;

    /// <summary>Whether this run has more to say of the order than the ledger: a row of it waits or waited, or something was
    /// learnt of it.</summary>
    internal bool IsInUse { get; private set; }

    internal void Use() => IsInUse = true;

    /// <summary>What this run has to keep of the order when all else can be read again; null where it is in use.</summary>
    internal OrderTrace? Trace()
    {
        if (IsInUse || _count > MostStages)
        {
            return null;
        }

        ulong told = 0;
        for (int i = 0; i < _count; i++)
        {
            told |= _stages[i].Has(StageFlags.Told) ? 1UL << i : 0;
        }

        return new OrderTrace(told, _seen, Trend, Shape());
    }

    /// <summary>Takes up a trace, after what the ledger knows.</summary>
    internal void Resume(in OrderTrace trace)
    {
        _seen = trace.Seen;
        Trend = trace.Trend;

        // Where somebody has changed the ledger meanwhile, a stage is told once more rather than not at all.
        for (int i = 0; i < _count && trace.Shape == Shape(); i++)
        {
            _stages[i].Flags |= (trace.Told & (1UL << i)) == 0 ? StageFlags.None : StageFlags.Told;
        }
    }

    /// <summary>Changes with the stages and their order.</summary>
    private uint Shape()
    {
        ulong shape = (ulong)_count;
        for (int i = 0; i < _count; i++)
        {
            shape = (shape * 31) + _stages[i].Stage;
        }

        return (uint)(shape ^ (shape >> 32));
    }
}

/// <summary>What a run keeps of an order that only the ledger knows.</summary>
/// <param name="Told">Which of its stages were told, a bit each.</param>
/// <param name="Seen">The time of its last row in this input.</param>
/// <param name="Trend">Which way its times go in this input.</param>
/// <param name="Shape">Changes with the stages and their order.</param>
internal readonly record struct OrderTrace(ulong Told, long Seen, int Trend, uint Shape);
