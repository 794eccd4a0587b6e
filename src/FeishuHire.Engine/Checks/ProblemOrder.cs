using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Checks;

/// <summary>Puts problems in the order in which a user goes through his files: the delivery's rules find those of an order
/// together, and those that need other rows last. Holds a bounded number; beyond it, order begins anew.</summary>
internal sealed class ProblemOrder
{
    private const int Most = 10_000;

    private readonly List<(int File, long Row, int Found, BgCheckProblem Problem)> _waiting = [];
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);

    /// <summary>Whether they have to be taken out before there is room again.</summary>
    internal bool IsFull => _waiting.Count >= Most;

    /// <summary>Takes a problem.</summary>
    internal void Add(BgCheckProblem problem)
    {
        string file = problem.File ?? string.Empty;
        if (!_files.TryGetValue(file, out int place))
        {
            _files[file] = place = _files.Count;
        }

        _waiting.Add((place, problem.Row ?? long.MaxValue, _waiting.Count, problem));
    }

    /// <summary>Gives them, file by file and row by row, those of a row as they were found.</summary>
    internal IReadOnlyList<BgCheckProblem> TakeAll()
    {
        _waiting.Sort(static (a, b) => (a.File, a.Row, a.Found).CompareTo((b.File, b.Row, b.Found)));
        BgCheckProblem[] problems = _waiting.ConvertAll(static item => item.Problem).ToArray();
        _waiting.Clear();
        return problems;
    }
}
