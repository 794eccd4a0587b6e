namespace FeishuHire.Engine.Delivery;

/// <summary>Why the later stages of an order wait: an earlier one failed in a way that repair or an answer can still save.</summary>
/// <param name="Time">Its time, Unix milliseconds; the lowest value where it could not be read.</param>
/// <param name="Stage">Its stage_id, or where it stands when it has none.</param>
/// <param name="ErrorId">What happened to it.</param>
internal sealed record LaneHold(long Time, string Stage, string ErrorId);
