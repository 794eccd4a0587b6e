namespace FeishuHire.Errors;

/// <summary>What one code of an answer means to this module.</summary>
/// <param name="Code">The answer's code.</param>
/// <param name="HttpStatus">The HTTP status that the rule is bound to; null where the code decides alone.</param>
/// <param name="ErrorId">The catalogue entry, one of <see cref="Errors.ErrorId"/>.</param>
/// <param name="Action">What a client does.</param>
/// <param name="Outcome">What is known of the row after this answer: Rejected (refused for what it says), NotSent (the
/// gateway turned the call away before anyone looked at the row: free to go once the cause is put right) or Uncertain.</param>
public sealed record CodeRule(int Code, int? HttpStatus, string ErrorId, CodeAction Action, BgCheckDeliveryStatus Outcome)
{
    /// <summary>Whether the same row may succeed when it is sent again unchanged.</summary>
    public bool Retryable => Outcome != BgCheckDeliveryStatus.Rejected;
}
