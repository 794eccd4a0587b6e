using FeishuHire.Errors;

namespace FeishuHire.Engine.Ledger;

/// <summary>What becomes of a stage whose process died, or was torn down, between its call and its record.</summary>
internal static class DeadRun
{
    /// <summary>The stage's state from now on: nobody knows whether Feishu has it. Keeps the run and the time of the call.</summary>
    /// <param name="entry">A stage that says Sending.</param>
    public static LedgerEntry Settle(LedgerEntry entry) =>
        entry with { Status = BgCheckDeliveryStatus.Uncertain, ErrorId = ErrorId.OutcomeUnknown, Code = null, LogId = null };
}
