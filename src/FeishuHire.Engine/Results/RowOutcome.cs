using FeishuHire.Errors;

namespace FeishuHire.Engine.Results;

/// <summary>What became of an update.</summary>
/// <param name="Status">Delivered, Rejected, NotSent or Uncertain.</param>
internal sealed record RowOutcome(BgCheckDeliveryStatus Status)
{
    /// <summary>A row that was not tried.</summary>
    internal static readonly RowOutcome Untried = new(BgCheckDeliveryStatus.NotSent);

    /// <summary>What went wrong, or null.</summary>
    internal BgCheckError? Error { get; private init; }

    /// <summary>The code of the answer, or null.</summary>
    internal int? Code { get; private init; }

    /// <summary>The server's id of the answer, or null.</summary>
    internal string? LogId { get; private init; }

    /// <summary>stage_time as it was sent, or null.</summary>
    internal BgCheckTime? SentTime { get; private init; }

    internal static RowOutcome Of(BgCheckDelivery delivery) => new(delivery.Status)
    {
        Code = delivery.Code,
        LogId = delivery.LogId,
        SentTime = delivery.SentTime,
    };

    /// <summary>A row that an error says nothing of was judged here and never sent.</summary>
    internal static RowOutcome Of(BgCheckError error) => new(error.Outcome ?? BgCheckDeliveryStatus.NotSent)
    {
        Error = error,
        Code = error.Code,
        LogId = error.LogId,
    };
}
