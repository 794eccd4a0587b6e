using System.Collections.Generic;

namespace FeishuHire.Columns;

/// <summary>The columns of the table that rows come from, in order; one instance for all its rows. The result files have
/// the same columns.</summary>
/// <param name="columns">The columns.</param>
internal sealed class ColumnLayout(IReadOnlyList<LayoutColumn> columns)
{
    /// <summary>The columns.</summary>
    internal IReadOnlyList<LayoutColumn> Columns { get; } = columns;
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its title as it stands there.</param>
/// <param name="Role">What it is to a row.</param>
internal readonly record struct LayoutColumn(string Title, ColumnRole Role);
