using System;
using System.ComponentModel;
using System.Globalization;

namespace FeishuHire;

/// <summary>A point in time as the API carries it: whole milliseconds since 1970-01-01T00:00:00Z, with the offset it was
/// given in. Prints as ISO 8601 with milliseconds and offset in every culture, so that what Export-Csv writes reads back
/// as the same instant.</summary>
/// <remarks>Source of the unit: the page 更新背调订单进度, field stage_time, "Unix milliseconds as a JSON string".</remarks>
[TypeConverter(typeof(Values.BgCheckTimeConverter))]
public readonly struct BgCheckTime : IEquatable<BgCheckTime>, IComparable<BgCheckTime>, IComparable, IFormattable
{
    /// <summary>The one printed form.</summary>
    public const string Iso8601 = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    private readonly short _offsetMinutes;

    /// <summary>Takes an instant; anything finer than a millisecond is dropped.</summary>
    /// <param name="value">The instant, with the offset to show it in.</param>
    public BgCheckTime(DateTimeOffset value)
        : this(value.ToUnixTimeMilliseconds(), value.Offset)
    {
    }

    /// <summary>Takes Unix milliseconds.</summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970-01-01T00:00:00Z.</param>
    /// <param name="offset">The offset from UTC to show it in, whole minutes within ±14 hours.</param>
    public BgCheckTime(long unixMilliseconds, TimeSpan offset)
    {
        UnixMilliseconds = unixMilliseconds;
        _offsetMinutes = (short)offset.TotalMinutes;
    }

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z: what goes to the API.</summary>
    public long UnixMilliseconds { get; }

    /// <summary>The offset from UTC that the time is shown in; China Standard Time where nothing else was said.</summary>
    public TimeSpan Offset => TimeSpan.FromMinutes(_offsetMinutes);

    /// <summary>The same instant as a <see cref="System.DateTimeOffset"/>.</summary>
    public DateTimeOffset DateTimeOffset => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds).ToOffset(Offset);

    /// <summary>The same instant as a UTC <see cref="System.DateTime"/>.</summary>
    public DateTime UtcDateTime => DateTimeOffset.UtcDateTime;

    /// <summary>Takes an instant as it is.</summary>
    /// <param name="value">The instant.</param>
    public static implicit operator BgCheckTime(DateTimeOffset value) => new(value);

    /// <summary>Gives the instant.</summary>
    /// <param name="value">The time.</param>
    public static implicit operator DateTimeOffset(BgCheckTime value) => value.DateTimeOffset;

    /// <summary>Equal instants are equal, whatever offset they are shown in.</summary>
    public static bool operator ==(BgCheckTime left, BgCheckTime right) => left.Equals(right);

    /// <summary>Different instants.</summary>
    public static bool operator !=(BgCheckTime left, BgCheckTime right) => !left.Equals(right);

    /// <summary>Earlier than.</summary>
    public static bool operator <(BgCheckTime left, BgCheckTime right) => left.CompareTo(right) < 0;

    /// <summary>Later than.</summary>
    public static bool operator >(BgCheckTime left, BgCheckTime right) => left.CompareTo(right) > 0;

    /// <summary>Not later than.</summary>
    public static bool operator <=(BgCheckTime left, BgCheckTime right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(BgCheckTime left, BgCheckTime right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public bool Equals(BgCheckTime other) => UnixMilliseconds == other.UnixMilliseconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BgCheckTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => UnixMilliseconds.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(BgCheckTime other) => UnixMilliseconds.CompareTo(other.UnixMilliseconds);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        BgCheckTime other => CompareTo(other),
        DateTimeOffset other => CompareTo(new BgCheckTime(other)),
        DateTime other => CompareTo(new BgCheckTime(new DateTimeOffset(other))),
        _ => throw new ArgumentException("A BgCheckTime compares with a BgCheckTime, a DateTimeOffset or a DateTime.", nameof(obj)),
    };

    /// <summary>ISO 8601 with milliseconds and offset, e.g. 2026-11-02T12:04:25.000+08:00.</summary>
    public override string ToString() => DateTimeOffset.ToString(Iso8601, CultureInfo.InvariantCulture);

    /// <summary>In a format of the caller's, invariantly.</summary>
    /// <param name="format">A .NET date format, or null for ISO 8601.</param>
    public string ToString(string? format) => ToString(format, CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 unless a format is given; a culture never changes the result without one.</summary>
    /// <param name="format">A .NET date format, or null for ISO 8601.</param>
    /// <param name="formatProvider">Used only with a format.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        string.IsNullOrEmpty(format) ? ToString() : DateTimeOffset.ToString(format, formatProvider ?? CultureInfo.InvariantCulture);
}
