namespace FeishuHire.Engine.Files.Csv;

/// <summary>How parting a record ended.</summary>
internal enum SplitResult
{
    /// <summary>The record is whole.</summary>
    Done,

    /// <summary>The text read so far ends inside it.</summary>
    More,

    /// <summary>The text is at its end: there is no record.</summary>
    Nothing,

    /// <summary>Something follows a closing quote.</summary>
    Malformed,

    /// <summary>The text ends inside quotes.</summary>
    NeverClosed,

    /// <summary>More cells than a spreadsheet has columns.</summary>
    TooManyCells,
}
