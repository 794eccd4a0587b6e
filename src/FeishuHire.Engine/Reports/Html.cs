using System.Globalization;
using System.Text;

namespace FeishuHire.Engine.Reports;

/// <summary>Builds a page. Whatever is not written by Raw, which takes this folder's own words only, is escaped:
/// ids and names are anybody's.</summary>
internal sealed class Html
{
    // An id of Feishu's, a log id and an error id stay on one line; what is longer breaks anywhere.
    private const int LongestWhole = 26;

    private readonly StringBuilder _text = new(64 * 1024);

    /// <summary>Markup of our own.</summary>
    internal Html Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>A number in markup.</summary>
    internal Html Raw(double number)
    {
        _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Text, also within a quoted attribute.</summary>
    internal Html Say(string? text)
    {
        foreach (char c in text ?? string.Empty)
        {
            switch (c)
            {
                case '&': _text.Append("&amp;"); break;
                case '<': _text.Append("&lt;"); break;
                case '>': _text.Append("&gt;"); break;
                case '"': _text.Append("&quot;"); break;
                case '\'': _text.Append("&#39;"); break;
                default: _text.Append(IsUnsafe(c) ? '\uFFFD' : c); break;
            }
        }

        return this;
    }

    /// <summary>A number for people.</summary>
    internal Html Say(long number) => Say(Number(number));

    /// <summary>An element with text in it.</summary>
    internal Html Element(string name, string? text, string attributes = "") => Raw("<" + name + attributes + ">").Say(text).Raw("</" + name + ">");

    /// <summary>An id: in a face that tells its digits apart, and by itself whatever the direction of its letters.</summary>
    internal Html Id(string? text) => string.IsNullOrEmpty(text) ? Raw("–") : Raw(text!.Length > LongestWhole ? "<bdi class=\"id long\">" : "<bdi class=id>").Say(text).Raw("</bdi>");

    /// <summary>A number with its thousands apart.</summary>
    internal static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    // Control characters, halves of pairs aside, and what turns the direction of the text behind it.
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF';
}
