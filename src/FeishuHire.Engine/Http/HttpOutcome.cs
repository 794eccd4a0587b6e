namespace FeishuHire.Engine.Http;

/// <summary>One request and what came of it: an answer, a failure on the way, or an answer that failed half-way.</summary>
/// <param name="Response">What arrived; null where nothing did.</param>
/// <param name="Failure">What went wrong on the way; null where the answer is complete.</param>
internal sealed record HttpOutcome(ApiResponse? Response, TransportFailure? Failure);
