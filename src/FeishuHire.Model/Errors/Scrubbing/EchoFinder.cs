using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Errors.Scrubbing;

/// <summary>Finds where a text repeats private values, whole or in part, however they are spelt.</summary>
internal sealed class EchoFinder
{
    // A value this short is also a word of ordinary language: it counts where it stands alone or as a whole word.
    private const int ShortValue = 3;
    private const int WholeWordValue = 7;

    // How much of a Latin text two texts must share to be no coincidence; digits and letters mixed rarely are one.
    private const int PlainRun = 8;
    private const int DigitRun = 5;

    private const string Opening = "\"'“”‘’「『【《[(（<>{:：=,，\\";
    private const string Closing = "\"'“”‘’」』】》])）<>},，;；。.\\";

    private readonly string _text;
    private readonly FoldedText _folded;
    private readonly KeptSpans _kept;
    private readonly bool[] _plain;
    private readonly string?[] _marks;
    private readonly List<Echo> _echoes = [];

    private EchoFinder(string text, KeptSpans kept)
    {
        _text = text;
        _kept = kept;
        _folded = FoldedText.Of(text);
        _marks = new string?[_folded.Letters.Length];
        _plain = PlainLetters();
    }

    /// <summary>Finds the echoes, none overlapping another.</summary>
    /// <param name="text">The server's text.</param>
    /// <param name="values">The private values, the longest first.</param>
    /// <param name="kept">What stays.</param>
    internal static List<Echo> Find(string text, IReadOnlyList<PrivateValue> values, KeptSpans kept)
    {
        var finder = new EchoFinder(text, kept);
        var folded = values.Select(value => (Value: value, Folded: FoldedText.Of(value.Text))).ToList();
        foreach ((PrivateValue value, FoldedText letters) in folded)
        {
            finder.MarkWhole(value, letters);
        }

        foreach ((PrivateValue value, FoldedText letters) in folded)
        {
            finder.MarkCharacterPairs(value, letters.Letters);
            finder.MarkRuns(value, letters.Letters, DigitRun, run => run.Any(char.IsDigit));
            finder.MarkRuns(value, letters.Letters, PlainRun, _ => true);
            finder.MarkWords(value, letters);
        }

        finder.CollectMarks();
        return finder._echoes;
    }

    private void MarkWhole(PrivateValue value, FoldedText letters)
    {
        string wanted = letters.Letters;
        if (wanted.Length == 0)
        {
            MarkSymbols(value);
            return;
        }

        bool latin = wanted.All(FoldedText.IsAscii);
        bool common = letters.Words().Count == 1 && ScrubWords.IsCommon(wanted);
        for (int at = IndexOf(wanted, 0); at >= 0; at = IndexOf(wanted, at + 1))
        {
            int end = at + wanted.Length;
            bool wholeWords = _folded.IsBreak(at) && _folded.IsBreak(end);
            bool found = (common, latin, wanted.Length) switch
            {
                (true, _, _) or (_, false, 1) => StandsAlone(at, end),
                (_, true, <= ShortValue) => StandsAlone(at, end) || (wholeWords && IsSpelt(value.Text, at, end)),
                (_, true, <= WholeWordValue) => wholeWords,
                _ => true,
            };
            if (found)
            {
                Put(at, end, value.Mark);
            }
        }
    }

    // A value of symbols only, e.g. ✓. A dash says nothing about anybody.
    private void MarkSymbols(PrivateValue value)
    {
        string wanted = value.Text.Trim();
        if (wanted.All(FoldedText.IsAscii))
        {
            return;
        }

        for (int at = _text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(wanted, at + wanted.Length, StringComparison.Ordinal))
        {
            _echoes.Add(new(at, at + wanted.Length, value.Mark));
        }
    }

    // Two Chinese characters that stand together in the value: already a name.
    private void MarkCharacterPairs(PrivateValue value, string letters) =>
        MarkRuns(value, letters, 2, static run => !FoldedText.IsAscii(run[0]) && !FoldedText.IsAscii(run[1]), latin: false);

    private void MarkRuns(PrivateValue value, string letters, int length, Func<string, bool> counts, bool latin = true)
    {
        var runs = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i + length <= letters.Length; i++)
        {
            string run = letters.Substring(i, length);
            if (run.All(FoldedText.IsAscii) == latin && counts(run))
            {
                runs.Add(run);
            }
        }

        for (int i = 0; runs.Count > 0 && i + length <= _folded.Letters.Length; i++)
        {
            if (!IsPlain(i, i + length) && runs.Contains(_folded.Letters.Substring(i, length)))
            {
                Put(i, i + length, value.Mark);
            }
        }
    }

    // Whole Latin words of the value, and any two that follow each other: Li Na has no letters to spare.
    private void MarkWords(PrivateValue value, FoldedText letters)
    {
        List<string> own = letters.Words().ConvertAll(letters.Slice);
        var single = new HashSet<string>(own.Where(IsTelling), StringComparer.Ordinal);
        var pairs = new HashSet<(string, string)>(own.Zip(own.Skip(1), static (a, b) => (a, b)));
        List<(int Start, int End)> words = _folded.Words();
        for (int i = 0; i < words.Count; i++)
        {
            string word = _folded.Slice(words[i]);
            if (single.Contains(word))
            {
                Put(words[i].Start, words[i].End, value.Mark);
            }

            if (i + 1 < words.Count && !IsPlain(words[i].Start, words[i + 1].End) && pairs.Contains((word, _folded.Slice(words[i + 1]))))
            {
                Put(words[i].Start, words[i + 1].End, value.Mark);
            }
        }
    }

    private static bool IsTelling(string word) =>
        word.All(FoldedText.IsAscii) && word.Length >= (word.All(char.IsDigit) ? 4 : 3) && !ScrubWords.IsCommon(word);

    private void Put(int from, int to, string mark)
    {
        if (_kept.Contains(_folded.Start(from), _folded.End(to - 1)))
        {
            return;
        }

        for (int i = from; i < to; i++)
        {
            _marks[i] ??= mark;
        }
    }

    // Neighbours with the same mark are one echo, with whatever stands between them.
    private void CollectMarks()
    {
        for (int from = 0; from < _marks.Length;)
        {
            int to = from + 1;
            if (_marks[from] is string mark)
            {
                while (to < _marks.Length && _marks[to] == mark)
                {
                    to++;
                }

                _echoes.Add(new(_folded.Start(from), _folded.End(to - 1), mark));
            }

            from = to;
        }
    }

    private bool[] PlainLetters()
    {
        var plain = new bool[_folded.Letters.Length];
        foreach ((int start, int end) in _folded.Words().Where(word => ScrubWords.IsCommon(_folded.Slice(word))))
        {
            Set(start, end);
        }

        foreach (string word in ScrubWords.ChineseWords)
        {
            for (int at = IndexOf(word, 0); at >= 0; at = IndexOf(word, at + 1))
            {
                Set(at, at + word.Length);
            }
        }

        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] |= _kept.Contains(_folded.Start(i), _folded.End(i));
        }

        return plain;

        void Set(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                plain[i] = true;
            }
        }
    }

    private bool IsPlain(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (!_plain[i])
            {
                return false;
            }
        }

        return true;
    }

    // In quotes, after a colon, at an end: the way a value is quoted.
    private bool StandsAlone(int from, int to)
    {
        int before = _folded.Start(from) - 1;
        while (before >= 0 && char.IsWhiteSpace(_text[before]))
        {
            before--;
        }

        int after = _folded.End(to - 1);
        while (after < _text.Length && char.IsWhiteSpace(_text[after]))
        {
            after++;
        }

        return (before < 0 || Opening.IndexOf(_text[before]) >= 0) && (after >= _text.Length || Closing.IndexOf(_text[after]) >= 0);
    }

    private bool IsSpelt(string value, int from, int to)
    {
        int start = _folded.Start(from);
        return string.Equals(_text.Substring(start, _folded.End(to - 1) - start), value.Trim(), StringComparison.Ordinal)
            && !ScrubWords.IsCommon(_folded.Slice((from, to)));
    }

    private int IndexOf(string wanted, int from) =>
        from > _folded.Letters.Length ? -1 : _folded.Letters.IndexOf(wanted, from, StringComparison.Ordinal);
}
