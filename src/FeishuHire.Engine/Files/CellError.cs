using FeishuHire.Values;

namespace FeishuHire.Engine.Files;

/// <summary>A spreadsheet cell that shows an error in place of a value, e.g. <c>#N/A</c>: never to be sent as text.</summary>
/// <param name="Name">What the cell shows.</param>
internal sealed record CellError(string Name)
{
    /// <summary>The error that a file names; one that is not known is an error all the same.</summary>
    internal static CellError Of(string text) => new(ErrorValue.IsError(text) ? text : "#ERROR!");

    public override string ToString() => Name;
}
