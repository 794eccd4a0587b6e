using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Every error of a row says which order, which stage, and where it stands.</summary>
internal static class RowFacts
{
    internal static BgCheckError AddTo(BgCheckError error, BgCheckProgress row) =>
        error.With("Order", row.BackgroundCheckId).With("Stage", row.StageId).With("Where", row.Source?.ToString()).With("Kind", row.Kind == BgCheckDeliveryKind.Progress ? null : row.Kind.ToString());
}
