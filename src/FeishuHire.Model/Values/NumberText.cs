using System.Globalization;

namespace FeishuHire.Values;

/// <summary>A text that is one plain number: digits, maybe a fraction, maybe a power of ten.</summary>
/// <param name="IntegerDigits">How many digits stand before the point.</param>
/// <param name="Integer">Their value; 0 beyond 18 digits.</param>
/// <param name="IsWhole">Whether the fraction is absent or zero.</param>
/// <param name="IsScientific">Whether a power of ten follows.</param>
internal readonly record struct NumberText(int IntegerDigits, long Integer, bool IsWhole, bool IsScientific)
{
    internal static bool TryRead(string text, out NumberText number)
    {
        number = default;
        int digits = ClockText.CountDigits(text, 0);
        if (digits == 0)
        {
            return false;
        }

        int at = digits;
        bool whole = true;
        if (at < text.Length && text[at] == '.')
        {
            int fraction = ClockText.CountDigits(text, at + 1);
            for (int i = at + 1; i <= at + fraction; i++)
            {
                whole &= text[i] == '0';
            }

            at += fraction + 1;
        }

        bool scientific = at < text.Length && text[at] is 'E' or 'e';
        if (scientific)
        {
            at += at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            int exponent = ClockText.CountDigits(text, at);
            scientific = exponent > 0;
            at += exponent;
        }

        if (at != text.Length)
        {
            return false;
        }

        long integer = digits <= 18 ? long.Parse(text.Substring(0, digits), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        number = new(digits, integer, whole, scientific);
        return true;
    }
}
