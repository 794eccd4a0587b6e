namespace FeishuHire.Bench.Report;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Target">The figure to reach; empty where there is none.</param>
/// <param name="Measured">What it came to.</param>
/// <param name="Met">Whether it is reached; null where there is no target or nothing was measured.</param>
internal sealed record Figure(string What, string Target, string Measured, bool? Met);
