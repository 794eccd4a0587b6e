using System;

namespace FeishuHire.Columns;

/// <summary>What reading one row gave.</summary>
public readonly struct RowReading : IEquatable<RowReading>
{
    internal RowReading(BgCheckProgress? progress, int knownColumns)
    {
        Progress = progress;
        KnownColumns = knownColumns;
    }

    /// <summary>The update, which may break rules; null when every cell of the row is empty.</summary>
    public BgCheckProgress? Progress { get; }

    /// <summary>Whether every cell of the row is empty.</summary>
    public bool IsEmpty => Progress is null;

    /// <summary>How many of the row's titles stand for a field, empty cells included; 0 means that no title was recognised.</summary>
    public int KnownColumns { get; }

    /// <summary>The same update.</summary>
    public static bool operator ==(RowReading left, RowReading right) => left.Equals(right);

    /// <summary>Different updates.</summary>
    public static bool operator !=(RowReading left, RowReading right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RowReading other) => ReferenceEquals(Progress, other.Progress) && KnownColumns == other.KnownColumns;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowReading other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Progress?.GetHashCode() ?? KnownColumns;
}
