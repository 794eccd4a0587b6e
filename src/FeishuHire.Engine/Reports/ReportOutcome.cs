namespace FeishuHire.Engine.Reports;

/// <summary>What a report makes of a status: the colours of its charts.</summary>
internal enum ReportOutcome
{
    /// <summary>Feishu has it.</summary>
    Delivered,

    /// <summary>Not sent, and not given up.</summary>
    Waiting,

    /// <summary>Feishu refused it.</summary>
    Refused,

    /// <summary>Nobody knows.</summary>
    Uncertain,
}
