using System;

namespace FeishuHire.BenchServer;

/// <summary>An answer: its status, its code, and for 429 the wait.</summary>
internal readonly record struct Answer(int Status, int Code, string Message, TimeSpan Reset = default)
{
    public static Answer Success { get; } = new(200, 0, "success");
}
