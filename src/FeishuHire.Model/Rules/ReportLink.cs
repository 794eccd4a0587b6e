using System;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Rules;

/// <summary>The rule for report_url: one absolute http or https address, without user name or password.</summary>
internal static class ReportLink
{
    private static readonly char[] AuthorityEnds = ['/', '?', '#', '\\'];

    internal static BgCheckViolation? Check(string url, int number)
    {
        int scheme = SchemeLength(url);
        if (scheme == 0)
        {
            return Finding(RuleKey.UrlNotHttp, url, number);
        }

        bool plain = true;
        for (int i = 0; i < url.Length; i++)
        {
            char c = url[i];
            if (c is <= ' ' or '"' or '<' or '>' or '\u007F' || char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return Finding(RuleKey.UrlWithBlank, url, number, i);
            }

            if (CellText.IsInvisible(c))
            {
                return Finding(RuleKey.UrlInvisible, url, number, i);
            }

            plain &= c < '\u007F';
        }

        int end = url.IndexOfAny(AuthorityEnds, scheme);
        end = end < 0 ? url.Length : end;
        if (url.IndexOf('@', scheme, end - scheme) >= 0)
        {
            return Finding(RuleKey.UrlWithUser, url, number);
        }

        // Most links are a plain host name and ASCII behind it; only the others need the framework's judgement.
        return (plain && IsPlainHost(url, scheme, end)) || IsAbsolute(url) ? null : Finding(RuleKey.UrlNotHttp, url, number);
    }

    /// <summary>Several links in one cell are no link: a card would show one that opens nothing. A link within a link, as
    /// in ?next=https://…, follows a mark of its own.</summary>
    internal static BgCheckViolation? CheckIsOne(string url, int number)
    {
        int from = SchemeLength(url);
        for (int i = from == 0 ? -1 : url.IndexOf("://", from, StringComparison.Ordinal); i > 0; i = url.IndexOf("://", i + 1, StringComparison.Ordinal))
        {
            int start = Begins(url, i, "https") ? i - 5 : Begins(url, i, "http") ? i - 4 : -1;
            if (start > from && url[start - 1] is not ('/' or '=' or ':' or '?' or '#' or '&' or '('))
            {
                return Finding(RuleKey.UrlSeveral, url, number, start);
            }
        }

        return null;
    }

    private static bool Begins(string url, int end, string scheme) =>
        end >= scheme.Length && string.Compare(url, end - scheme.Length, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private static int SchemeLength(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
        : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
        : 0;

    private static bool IsPlainHost(string url, int from, int to)
    {
        bool letter = false;
        for (int i = from; i < to; i++)
        {
            char c = url[i];
            bool isLetter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            letter |= isLetter;
            if (!isLetter && c is not ((>= '0' and <= '9') or '.' or '-'))
            {
                return false;
            }
        }

        // Dots at the ends or side by side, and numbers alone, are for the framework to judge.
        return letter && url[from] is not ('.' or '-') && url[to - 1] is not ('.' or '-') && url.IndexOf("..", from, to - from, StringComparison.Ordinal) < 0;
    }

    private static bool IsAbsolute(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Host.Length > 0 && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static BgCheckViolation Finding(string key, string url, int number, int index = -1) => Texts.OfRules.Violation(
        ErrorId.ReportUrlInvalid,
        "report_url",
        key,
        ("Number", number),
        ("Length", url.Length),
        ("Position", index + 1));
}
