namespace FeishuHire.BenchServer;

/// <summary>What an order says to a stage.</summary>
internal enum StageVerdict
{
    Accepted,
    Repeated,
    NotRising,
}
