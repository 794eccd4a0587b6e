using System;
using System.Collections.Generic;
using System.Text;

namespace FeishuHire.Errors;

/// <summary>A text with named placeholders, <c>{Order}</c>, and parts that are left out when a fact is missing:
/// <c>[, stage {Stage}]</c>. Parts nest; <c>{{</c> and <c>}}</c> are braces.</summary>
internal sealed class TextTemplate
{
    private readonly string _text;
    private readonly Func<string, string?> _facts;
    private int _at;

    private TextTemplate(string text, Func<string, string?> facts)
    {
        _text = text;
        _facts = facts;
    }

    /// <summary>Fills a text.</summary>
    /// <param name="text">The text with its placeholders.</param>
    /// <param name="facts">A fact by name; null or empty where there is none.</param>
    internal static string Fill(string text, Func<string, string?> facts) => new TextTemplate(text, facts).ReadPart().Text;

    /// <summary>The names of a text's placeholders, each once, in order.</summary>
    /// <param name="text">The text with its placeholders.</param>
    internal static IReadOnlyList<string> Names(string text)
    {
        var names = new List<string>();
        Fill(text, name =>
        {
            if (!names.Contains(name))
            {
                names.Add(name);
            }

            return "x";
        });
        return names;
    }

    // Reads up to the part's closing bracket, or to the end.
    private (string Text, bool Complete) ReadPart()
    {
        var part = new StringBuilder();
        bool complete = true;
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            switch (c)
            {
                case '[':
                    (string inner, bool whole) = ReadPart();
                    part.Append(whole ? inner : string.Empty);
                    break;
                case ']':
                    return (part.ToString(), complete);
                case '{' or '}' when _at < _text.Length && _text[_at] == c:
                    part.Append(c);
                    _at++;
                    break;
                case '{':
                    string? fact = _facts(ReadName());
                    complete &= !string.IsNullOrEmpty(fact);
                    part.Append(fact);
                    break;
                default:
                    part.Append(c);
                    break;
            }
        }

        return (part.ToString(), complete);
    }

    private string ReadName()
    {
        int close = _text.IndexOf('}', _at);
        if (close < 0)
        {
            throw new FormatException("A placeholder is not closed: " + _text);
        }

        string name = _text.Substring(_at, close - _at);
        _at = close + 1;
        return name;
    }
}
