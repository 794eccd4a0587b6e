namespace FeishuHire;

/// <summary>A stage that Feishu shows of an order.</summary>
public sealed class BgCheckOrderStage
{
    /// <summary>process: the stage's name.</summary>
    public string? StageName { get; init; }

    /// <summary>en_process: its English name.</summary>
    public string? StageEnName { get; init; }

    /// <summary>update_time; taken to be the stage_time that was sent.</summary>
    public BgCheckTime? Time { get; init; }

    /// <summary>The name and the time.</summary>
    public override string ToString() => $"{StageName} {Time}";
}
