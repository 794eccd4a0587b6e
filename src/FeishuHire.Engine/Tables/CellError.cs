namespace FeishuHire.Engine.Tables;

/// <summary>A spreadsheet cell that shows an error in place of a value, e.g. <c>#N/A</c>: never to be sent as text.</summary>
/// <param name="Name">What the cell shows.</param>
internal sealed record CellError(string Name)
{
    public override string ToString() => Name;
}
