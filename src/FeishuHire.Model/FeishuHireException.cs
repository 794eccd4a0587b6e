using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Errors;

namespace FeishuHire;

/// <summary>A failure of this module or of the API, in a user's words: what happened, the code, the remedy and the log id.
/// Quotes no personal data.</summary>
public sealed class FeishuHireException : Exception
{
    /// <summary>Makes the exception of a catalogue entry.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="innerException">The failure underneath, or null.</param>
    public FeishuHireException(BgCheckError error, Exception? innerException = null)
        : base(ErrorText.FullMessage(error, CultureInfo.CurrentUICulture), innerException)
    {
        Error = error;
    }

    /// <summary>The failure as data.</summary>
    internal BgCheckError Error { get; }

    /// <summary>The id of the catalogue entry, e.g. OrderNotFound; frozen once released.</summary>
    public string ErrorId => Error.Id;

    /// <summary>The code of Feishu's answer, or null where no answer is behind it.</summary>
    public int? Code => Error.Code;

    /// <summary>The HTTP status of the answer, or null.</summary>
    public int? HttpStatus => Error.HttpStatus;

    /// <summary>The server's id of the answer, to be given to Feishu's support.</summary>
    public string? LogId => Error.LogId;

    /// <summary>The answer's msg, personal values taken out.</summary>
    public string? Msg => Error.Msg;

    /// <summary>What is wrong, field by field or scope by scope.</summary>
    public IReadOnlyList<BgCheckViolation> Violations => Error.Violations;

    /// <summary>A page that helps, as the answer named it.</summary>
    public string? HelpUrl => Error.HelpUrl;

    /// <summary>Whether the same row may succeed when it is sent again unchanged.</summary>
    public bool Retryable => Error.Retryable;

    /// <summary>What is known of the row: Rejected, NotSent or Uncertain.</summary>
    public BgCheckDeliveryStatus? Outcome => Error.Outcome;

    /// <summary>What to do about it, in the user's language.</summary>
    public string Remedy => ErrorText.Remedy(Error, CultureInfo.CurrentUICulture);
}
