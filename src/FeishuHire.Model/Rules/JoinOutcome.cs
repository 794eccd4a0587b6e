namespace FeishuHire.Rules;

/// <summary>What came of joining a row into an update.</summary>
public enum JoinOutcome
{
    /// <summary>The row brought something: its reports are part of the update now.</summary>
    Joined,

    /// <summary>The row said nothing that the update does not say.</summary>
    Identical,

    /// <summary>The row is another update: nothing was changed.</summary>
    Different,
}
