namespace FeishuHire.Engine.Files.Csv;

/// <summary>What told the character set of a text.</summary>
internal enum CharsetEvidence
{
    /// <summary>The user.</summary>
    Named,

    /// <summary>A byte order mark.</summary>
    ByteOrderMark,

    /// <summary>Zero bytes at every other place.</summary>
    ZeroBytes,

    /// <summary>Every byte of the file fits the set.</summary>
    EveryByte,

    /// <summary>Most of the file fits UTF-8 and some bytes fit nothing: a damaged UTF-8 text.</summary>
    MostBytes,
}
