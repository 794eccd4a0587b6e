namespace FeishuHire.Rules;

/// <summary>What the rules need to know beside the row.</summary>
/// <param name="NowUnixMilliseconds">Now, as the server sees it: milliseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="AllowFutureTime">Whether a stage may lie in the future.</param>
/// <param name="AcceptsRoundedId">Whether an order id that looks rounded is known to be right.</param>
public sealed record RowRuleContext(long NowUnixMilliseconds, bool AllowFutureTime = false, bool AcceptsRoundedId = false);
