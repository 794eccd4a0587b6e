using System;

namespace FeishuHire.Engine.Files;

/// <summary>The rows of one sheet or text file, first to last, as they stand: no titles, no types beyond the file's own.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>The current row as a user sees it, the first is 1. In a text file it is the record's number, as a
    /// spreadsheet shows it: a blank line counts, a line break inside quotes does not.</summary>
    long Row { get; }

    /// <summary>Cells of the current row, empty ones at its end included where the file has them.</summary>
    int CellCount { get; }

    /// <summary>Why the current row cannot be read; null where it can. Its cells are not to be used.</summary>
    FileFault? Fault { get; }

    /// <summary>Bytes of the file used so far, for progress.</summary>
    long Position { get; }

    /// <summary>Moves to the next row; blank rows may be left out.</summary>
    /// <returns>False at the end.</returns>
    bool Read();

    /// <summary>The first cell of the merged area in which a cell of the current row lies; null for one that lies in none or
    /// is the first itself.</summary>
    /// <param name="column">The column, the first is 0.</param>
    (long Row, int Column)? MergedInto(int column);

    /// <summary>A cell of the current row: a string, a <see cref="double"/>, a <see cref="bool"/>, a
    /// <see cref="DateTime"/> (wall clock, kind unspecified) or <see cref="DateTimeOffset"/> for a date cell, a
    /// <see cref="CellError"/>; null where it is empty or absent.</summary>
    /// <param name="column">The column, the first is 0.</param>
    object? Cell(int column);
}
