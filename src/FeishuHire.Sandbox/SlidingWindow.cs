using System;
using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>The moments of the last calls within one length of time, exact to the tick: a call made a whole length ago is
/// out, one made a tick later is in. Not thread-safe.</summary>
internal sealed class SlidingWindow(TimeSpan length)
{
    private readonly Queue<TimeSpan> _calls = new();

    /// <summary>The most calls it ever held.</summary>
    internal int Peak { get; private set; }

    /// <summary>How many calls the window that ends now holds.</summary>
    internal int Count(TimeSpan now)
    {
        while (_calls.Count > 0 && now - _calls.Peek() >= length)
        {
            _calls.Dequeue();
        }

        return _calls.Count;
    }

    internal void Add(TimeSpan now)
    {
        _calls.Enqueue(now);
        Peak = Math.Max(Peak, Count(now));
    }

    /// <summary>How long until the oldest call leaves.</summary>
    internal TimeSpan UntilRoom(TimeSpan now) => _calls.Count == 0 ? TimeSpan.Zero : _calls.Peek() + length - now;
}
