namespace FeishuHire.Engine.Delivery;

/// <summary>What a run keeps of an order that only the ledger knows.</summary>
/// <param name="Told">Which of its stages were told, a bit each.</param>
/// <param name="Seen">The time of its last row in this input.</param>
/// <param name="Trend">Which way its times go in this input.</param>
/// <param name="Shape">Changes with the stages and their order.</param>
internal readonly record struct OrderTrace(ulong Told, long Seen, int Trend, uint Shape)
{
    /// <summary>The most stages of an order whose telling it can keep.</summary>
    internal const int MostStages = 64;
}
