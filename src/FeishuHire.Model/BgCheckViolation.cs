namespace FeishuHire;

/// <summary>One thing that is wrong with a row, as this module's rules or the server found it.</summary>
/// <param name="ErrorId">The rule's error id, e.g. MissingField; for the server's findings the error id of its answer.</param>
/// <param name="Field">The API's field name, e.g. stage_time; or the scope that is missing; null where no one field is to blame.</param>
/// <param name="Message">What is wrong, without personal values.</param>
/// <param name="Remedy">What to do, or null.</param>
public sealed record BgCheckViolation(string ErrorId, string? Field, string Message, string? Remedy = null)
{
    /// <summary>The field as the user knows it: the title of its column as it stands in the sheet, or the parameter, e.g.
    /// -StageTime, where its value was typed. Null where it goes by the API's name.</summary>
    public string? Column { get; init; }

    /// <summary>The column and what is wrong with it.</summary>
    public override string ToString() => Field is null ? Message : $"{Column ?? Field}: {Message}";
}
