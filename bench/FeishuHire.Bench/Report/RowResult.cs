using System.Collections.Generic;

namespace FeishuHire.Bench.Report;

/// <summary>What one row of the bench found.</summary>
internal sealed class RowResult
{
    /// <summary>Lines of the table.</summary>
    public List<Figure> Figures { get; } = [];

    /// <summary>What the figures come from: absolute values, what the server saw.</summary>
    public List<string> Details { get; } = [];
}
