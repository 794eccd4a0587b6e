using System;

namespace FeishuHire.Engine.Http;

/// <summary>When calls ended, ascending, as far back as the long window reaches: a ring that grows to the limit and stays.</summary>
internal sealed class CallLog
{
    private long[] _ends = new long[64];
    private int _first;

    internal int Count { get; private set; }

    /// <summary>Adds an end, wherever it belongs: nearly always last.</summary>
    internal void Add(long end)
    {
        if (Count == _ends.Length)
        {
            Grow();
        }

        int at = Count++;
        while (at > 0 && this[at - 1] > end)
        {
            Set(at, this[at - 1]);
            at--;
        }

        Set(at, end);
    }

    /// <summary>Forgets ends that no window reaches.</summary>
    internal void ForgetUpTo(long time)
    {
        while (Count > 0 && this[0] <= time)
        {
            _first = (_first + 1) % _ends.Length;
            Count--;
        }
    }

    /// <summary>The end of the call that is <paramref name="back"/> before the newest, 1 being the newest.</summary>
    internal long FromNewest(int back) => this[Count - back];

    private long this[int index] => _ends[(_first + index) % _ends.Length];

    private void Set(int index, long end) => _ends[(_first + index) % _ends.Length] = end;

    private void Grow()
    {
        var ends = new long[_ends.Length * 2];
        int tail = Math.Min(Count, _ends.Length - _first);
        Array.Copy(_ends, _first, ends, 0, tail);
        Array.Copy(_ends, 0, ends, tail, Count - tail);
        _ends = ends;
        _first = 0;
    }
}
