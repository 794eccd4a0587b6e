using System.Collections.Generic;

namespace FeishuHire.Engine.Files.Import;

/// <summary>Watches whether a file can be streamed as it stands, with next to no memory: its rows rise in time, either all
/// of them, or order by order; and rows of one stage follow each other.</summary>
/// <remarks>Rows of one stage that can be joined have the same time, so that in a rising file they lie in one run of equal
/// times: only the current run's stages are remembered, and in a file grouped by order the orders that are done.</remarks>
internal sealed class InOrderWatch
{
    private const int LongestRun = 1 << 16;

    private readonly Sequence _whole = new();
    private readonly Sequence _group = new();
    private KeySet? _done = new();
    private bool _rises = true;
    private ulong _order;

    /// <summary>Whether it can, as far as it was read.</summary>
    internal bool Holds => _rises || _done is not null;

    internal void Add(RowKey key)
    {
        if (key.Order == 0)
        {
            _whole.Interrupt();
            _group.Interrupt();
            return;
        }

        _rises = _rises && _whole.Add(key);
        if (_done is not null && !AddToGroup(key))
        {
            _done = null;
        }
    }

    private bool AddToGroup(RowKey key)
    {
        if (key.Order != _order)
        {
            if (_order != 0)
            {
                _done!.Add(_order);
            }

            if (_done!.Contains(key.Order))
            {
                return false;
            }

            _order = key.Order;
            _group.Restart();
        }

        return _group.Add(key);
    }

    /// <summary>Rows that must not fall in time, and whose equal stages must be neighbours.</summary>
    private sealed class Sequence
    {
        private readonly HashSet<ulong> _run = [];
        private long _time = long.MinValue;
        private ulong _last;

        internal void Restart()
        {
            _run.Clear();
            _time = long.MinValue;
            _last = 0;
        }

        internal void Interrupt() => _last = 0;

        internal bool Add(RowKey key)
        {
            if (key.Time < _time || _run.Count > LongestRun)
            {
                return false;
            }

            if (key.Time > _time)
            {
                _run.Clear();
                _time = key.Time;
                _last = 0;
            }

            bool isNext = key.Stage != 0 && key.Stage == _last;
            _last = key.Stage;
            return key.Stage == 0 || isNext || _run.Add(key.Stage);
        }
    }
}
