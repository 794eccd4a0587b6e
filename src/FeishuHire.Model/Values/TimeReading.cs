using System;

namespace FeishuHire.Values;

/// <summary>What a cell of stage_time says: a time, nothing, or something that is not a time.</summary>
public readonly struct TimeReading : IEquatable<TimeReading>
{
    internal TimeReading(BgCheckTime time, bool isByZone = false)
    {
        Time = time;
        IsByZone = isByZone;
    }

    internal TimeReading(BgCheckViolation violation)
    {
        Violation = violation;
        IsByZone = true;
    }

    /// <summary>The time; null when the cell is empty or cannot be read.</summary>
    public BgCheckTime? Time { get; }

    /// <summary>A StageTimeUnreadable finding (InvalidField for a spreadsheet's error) with what is wrong and what to do, or null.</summary>
    public BgCheckViolation? Violation { get; }

    /// <summary>Whether another zone might have given another time: it is a wall clock's, or could not be read.</summary>
    public bool IsByZone { get; }

    /// <summary>Whether the cell holds nothing.</summary>
    public bool IsEmpty => Time is null && Violation is null;

    /// <summary>Equal times or equal findings.</summary>
    public static bool operator ==(TimeReading left, TimeReading right) => left.Equals(right);

    /// <summary>Different times or findings.</summary>
    public static bool operator !=(TimeReading left, TimeReading right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TimeReading other) => Time == other.Time && Violation == other.Violation;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TimeReading other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Time?.GetHashCode() ?? Violation?.GetHashCode() ?? 0;
}
