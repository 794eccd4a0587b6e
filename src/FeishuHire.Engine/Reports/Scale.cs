using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Reports;

/// <summary>An axis from 0 to a round number.</summary>
internal sealed class Scale
{
    private readonly double _from;
    private readonly double _length;

    /// <summary>Makes an axis.</summary>
    /// <param name="most">The largest value.</param>
    /// <param name="from">Where 0 is drawn.</param>
    /// <param name="length">How far the end is from there; negative for upwards.</param>
    internal Scale(long most, double from, double length)
    {
        _from = from;
        _length = length;
        Step = StepOf(Math.Max(1, most));
        Top = Step * (long)Math.Ceiling(Math.Max(1, most) / (double)Step);
    }

    /// <summary>The end of the axis.</summary>
    internal long Top { get; }

    private long Step { get; }

    /// <summary>Where a value is drawn.</summary>
    internal double At(double value) => _from + (_length * value / Top);

    /// <summary>The values to write beside it.</summary>
    internal IEnumerable<long> Ticks()
    {
        for (long tick = 0; tick <= Top; tick += Step)
        {
            yield return tick;
        }
    }

    // 1, 2 or 5 of some power of ten, at most five of them; whole, because half a stage is none.
    private static long StepOf(long most)
    {
        double rough = most / 4.0;
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(rough, 1))));
        foreach (int times in (int[])[1, 2, 5, 10])
        {
            if (rough <= times * power)
            {
                return Math.Max(1, (long)(times * power));
            }
        }

        return (long)(10 * power);
    }
}
