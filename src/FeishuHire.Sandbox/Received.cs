namespace FeishuHire.Sandbox;

/// <summary>Describes what came in, for those who read it back.</summary>
internal static class Received
{
    internal static FeishuHireSandboxStage Stage(ProgressFields call, CallFacts facts, long sequence) => new()
    {
        BackgroundCheckId = call.OrderId,
        StageId = call.StageId,
        StageName = call.StageName,
        StageEnName = call.StageEnName,
        StageTime = new BgCheckTime(call.StageTime, StageTimes.China),
        Result = call.Result,
        OperatorRole = Role(call.OperatorRole),
        ReportFile = new BgCheckReportFileList(call.Reports ?? []),
        TenantKey = facts.Token.TenantKey ?? string.Empty,
        AppId = facts.Token.AppId,
        Sequence = sequence,
        ReceivedAt = facts.At,
        LogId = facts.LogId,
        Fault = facts.Fault,
        UserAgent = facts.UserAgent,
        Body = facts.Body,
    };

    internal static FeishuHireSandboxResult Result(ResultFields call, CallFacts facts) => new()
    {
        BackgroundCheckId = call.OrderId,
        Result = call.Result,
        ResultTime = new BgCheckTime(call.ResultTime, StageTimes.China),
        OperatorRole = Role(call.OperatorRole),
        ReportFile = new BgCheckReportFileList(call.Reports ?? []),
        TenantKey = facts.Token.TenantKey ?? string.Empty,
        ReceivedAt = facts.At,
        LogId = facts.LogId,
        Fault = facts.Fault,
        Body = facts.Body,
    };

    internal static FeishuHireSandboxRefusal Refused(SandboxEndpoint call, Refusal refusal, string? stageId, string? time, CallFacts facts) => new()
    {
        Call = call.ToString(),
        StageId = stageId,
        StageTimeText = time,
        Code = refusal.Code,
        Msg = refusal.Msg,
        IsAssumed = refusal.IsAssumed,
        ReceivedAt = facts.At,
        LogId = facts.LogId,
    };

    private static string? Role(int? role) => role switch { 1 => "Vendor", 2 => "Administrator", _ => null };
}
