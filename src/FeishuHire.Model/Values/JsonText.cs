using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace FeishuHire.Values;

/// <summary>A small strict reader of JSON text from a cell: objects as lists of pairs, arrays as lists, numbers as their
/// text. Never throws; bounded in depth.</summary>
internal sealed class JsonText
{
    private const int MaxDepth = 16;

    private readonly string _text;
    private int _at;

    private JsonText(string text) => _text = text;

    /// <summary>Reads one value that fills the whole text.</summary>
    internal static bool TryRead(string text, out object? value)
    {
        var reader = new JsonText(text);
        bool read = reader.Value(0, out value);
        reader.Blanks();
        return read && reader._at == text.Length;
    }

    private bool Value(int depth, out object? value)
    {
        value = null;
        Blanks();
        if (_at >= _text.Length || depth > MaxDepth)
        {
            return false;
        }

        switch (_text[_at])
        {
            case '{':
                return Object(depth, out value);
            case '[':
                return Array(depth, out value);
            case '"':
                bool read = String(out string? text);
                value = text;
                return read;
            case 't':
                value = true;
                return Word("true");
            case 'f':
                value = false;
                return Word("false");
            case 'n':
                return Word("null");
            default:
                return Number(out value);
        }
    }

    private bool Object(int depth, out object? value)
    {
        var members = new List<KeyValuePair<string, object?>>();
        value = members;
        _at++;
        if (Take('}'))
        {
            return true;
        }

        do
        {
            Blanks();
            if (!String(out string? name) || !Take(':') || !Value(depth + 1, out object? member))
            {
                return false;
            }

            members.Add(new(name!, member));
        }
        while (Take(','));

        return Take('}');
    }

    private bool Array(int depth, out object? value)
    {
        var items = new List<object?>();
        value = items;
        _at++;
        if (Take(']'))
        {
            return true;
        }

        do
        {
            if (!Value(depth + 1, out object? item))
            {
                return false;
            }

            items.Add(item);
        }
        while (Take(','));

        return Take(']');
    }

    private bool String(out string? value)
    {
        value = null;
        if (_at >= _text.Length || _text[_at] != '"')
        {
            return false;
        }

        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            switch (c)
            {
                case '"':
                    _at++;
                    value = text.ToString();
                    return true;
                case < ' ':
                    return false;
                case '\\' when !Escape(text):
                    return false;
                case '\\':
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return false;
    }

    private bool Escape(StringBuilder text)
    {
        if (++_at >= _text.Length)
        {
            return false;
        }

        switch (_text[_at])
        {
            case '"' or '\\' or '/':
                text.Append(_text[_at]);
                return true;
            case 'b':
                text.Append('\b');
                return true;
            case 'f':
                text.Append('\f');
                return true;
            case 'n':
                text.Append('\n');
                return true;
            case 'r':
                text.Append('\r');
                return true;
            case 't':
                text.Append('\t');
                return true;
            case 'u' when _at + 4 < _text.Length
                && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                text.Append((char)code);
                _at += 4;
                return true;
            default:
                return false;
        }
    }

    private bool Number(out object? value)
    {
        int from = _at;
        while (_at < _text.Length && _text[_at] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
        {
            _at++;
        }

        string text = _text.Substring(from, _at - from);
        value = text;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private bool Word(string word)
    {
        bool found = string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0;
        _at += found ? word.Length : 0;
        return found;
    }

    private bool Take(char c)
    {
        Blanks();
        if (_at >= _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Blanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }
}
