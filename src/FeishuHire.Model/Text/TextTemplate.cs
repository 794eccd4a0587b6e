using System;
using System.Collections.Generic;
using System.Text;

namespace FeishuHire.Text;

/// <summary>A text with named placeholders, <c>{Order}</c>, and parts that are left out when a fact is missing:
/// <c>[, stage {Stage}]</c>. Parts nest. <c>{Count|row|rows}</c> is the first word where the fact is 1, else
/// the last. Braces around anything but a name, and brackets without a placeholder in them, stand for themselves.</summary>
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
    internal static string Fill(string text, Func<string, string?> facts) => new TextTemplate(text, facts).ReadPart(isInner: false).Text;

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
    private Part ReadPart(bool isInner)
    {
        var text = new StringBuilder();
        bool isComplete = true;
        bool hasFacts = false;
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            if (c == '[')
            {
                Part inner = ReadPart(isInner: true);
                hasFacts |= inner.HasFacts;
                text.Append(!inner.HasFacts ? "[" + inner.Text + (inner.IsClosed ? "]" : string.Empty) : inner.IsComplete ? inner.Text : string.Empty);
            }
            else if (c == ']' && isInner)
            {
                return new(text.ToString(), hasFacts, isComplete, IsClosed: true);
            }
            else if (c == '{' && ReadName() is string name)
            {
                string? fact = _facts(name);
                hasFacts = true;
                isComplete &= !string.IsNullOrEmpty(fact);
                text.Append(ReadForms() is { } forms ? (fact == "1" ? forms.One : forms.Many) : fact);
            }
            else
            {
                text.Append(c);
            }
        }

        return new(text.ToString(), hasFacts, isComplete, IsClosed: false);
    }

    // Behind an opening brace: the name, up to its closing brace or to its forms; null, and nothing read, where there is no such
    // name.
    private string? ReadName()
    {
        int end = _at;
        while (end < _text.Length && (_text[end] is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
        {
            end++;
        }

        if (end == _at || end == _text.Length || !(_text[end] == '}' || (_text[end] == '|' && _text.IndexOf('}', end) > end)))
        {
            return null;
        }

        string name = _text.Substring(_at, end - _at);
        _at = end + 1;
        return name;
    }

    // Behind a name that ended with a bar: the word for one and the word for several.
    private (string One, string Many)? ReadForms()
    {
        if (_text[_at - 1] != '|')
        {
            return null;
        }

        int end = _text.IndexOf('}', _at);
        string[] forms = _text.Substring(_at, end - _at).Split('|');
        _at = end + 1;
        return (forms[0], forms[forms.Length - 1]);
    }

    private readonly record struct Part(string Text, bool HasFacts, bool IsComplete, bool IsClosed);
}
