using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>The fields of an update_progress whose JSON types are as documented.</summary>
internal sealed record ProgressCall(string OrderId, string StageId, string StageName, long StageTime)
{
    internal string? StageEnName { get; init; }

    internal string? Result { get; init; }

    internal int? OperatorRole { get; init; }

    /// <summary>report_file_list; null where it was not sent.</summary>
    internal IReadOnlyList<BgCheckReportFile>? Reports { get; init; }

    internal string Body { get; init; } = string.Empty;
}
