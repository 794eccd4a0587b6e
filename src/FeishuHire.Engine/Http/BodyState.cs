namespace FeishuHire.Engine.Http;

/// <summary>How much of an answer's body arrived.</summary>
internal enum BodyState
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>The connection ended, or the time was up, before its end.</summary>
    Cut,

    /// <summary>More than anything of this API ever says; the rest was not read.</summary>
    TooLong,

    /// <summary>It came whole, but its compression is broken.</summary>
    Undecodable,
}
