namespace FeishuHire;

/// <summary>How a check ended.</summary>
public enum FeishuHireCheckStatus
{
    /// <summary>It is as it should be.</summary>
    Passed,

    /// <summary>It works, and somebody should look at it.</summary>
    Warning,

    /// <summary>Deliveries will not work so.</summary>
    Failed,

    /// <summary>It could not be made, or there is nothing to check.</summary>
    Skipped,
}
