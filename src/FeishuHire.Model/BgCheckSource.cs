using System.Globalization;

namespace FeishuHire;

/// <summary>Where an update came from: a file and its row, or its place in the pipeline.</summary>
/// <param name="File">The file's path, or null for rows from the pipeline.</param>
/// <param name="Row">The row as a user sees it: in a file the header is row 1; in the pipeline the first object is 1.</param>
/// <param name="LastRow">The last row that was joined into the update; equal to <paramref name="Row"/> where none was.</param>
public sealed record BgCheckSource(string? File, long Row, long LastRow)
{
    /// <summary>A row that stands alone.</summary>
    /// <param name="file">The file's path, or null.</param>
    /// <param name="row">The row as a user sees it.</param>
    public BgCheckSource(string? file, long row)
        : this(file, row, row)
    {
    }

    /// <summary><c>file:row</c>, or <c>row N</c> without a file.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, File is null ? "row {1}" : "{0}:{1}", System.IO.Path.GetFileName(File), Row);
}
