namespace FeishuHire.Engine.Ledger;

/// <summary>What is to happen where the ledger's file is not there. A vanished ledger must not resend history silently.</summary>
public enum LedgerOpenMode
{
    /// <summary>Create it; the caller warns, naming the file. For the default place.</summary>
    Default,

    /// <summary>LedgerNotFound. For a place that somebody named.</summary>
    MustExist,

    /// <summary>LedgerNotFound, in words for somebody who wanted to look into it. For any place.</summary>
    LookInto,

    /// <summary>Create it, without a warning; one that is there already is opened as it is, so that a script may say so on
    /// every run. For -NewLedger.</summary>
    CreateNew,
}
