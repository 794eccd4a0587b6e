namespace FeishuHire;

/// <summary>Something that is wrong with a row before it is sent, found by Test-BgCheckProgress. Quotes no names, results or
/// links.</summary>
public sealed class BgCheckProblem
{
    /// <summary>Where the row stands.</summary>
    public BgCheckSource? Source { get; init; }

    /// <summary>The row's file, or null for a row from the pipeline.</summary>
    public string? File => Source?.File;

    /// <summary>The row as a user sees it: in a file the header is row 1; in the pipeline the first object is 1.</summary>
    public long? Row => Source?.Row;

    /// <summary>The column's title in the file, else the API's field name; null where no one column is to blame.</summary>
    public string? Column { get; init; }

    /// <summary>The rule's error id, e.g. MissingField: the id of the error that sending the row would give.</summary>
    public string ErrorId { get; init; } = string.Empty;

    /// <summary><c>Error</c>: the row would not be sent. <c>Warning</c>: it would.</summary>
    public string Severity { get; init; } = "Error";

    /// <summary>background_check_id as the row has it.</summary>
    public string? BackgroundCheckId { get; init; }

    /// <summary>stage_id as the row has it.</summary>
    public string? StageId { get; init; }

    /// <summary>What is wrong.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    /// <summary>Place, column and what is wrong.</summary>
    public override string ToString() => $"{Source}{(Column is null ? string.Empty : " " + Column)}: {Message}";
}
