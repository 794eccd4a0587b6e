using System;
using System.Globalization;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Values;

/// <summary>Cells of ids. An id is text from end to end; a number that a spreadsheet has rounded keeps the shape of its
/// damage (<c>6.93128640047035E+18</c>), so that the text alone tells it at any later time, also after Export-Csv and back.</summary>
/// <remarks>A double holds 15 decimal digits for sure; an order id has 19.</remarks>
public static class IdCell
{
    /// <summary>Digits that survive in a spreadsheet's number.</summary>
    public const int SafeDigits = 15;

    /// <summary>The longest order id let through. Feishu names no limit; 19 digits in practice *(assumed)*.</summary>
    public const int MaxOrderIdLength = 32;

    /// <summary>The longest stage id let through. Feishu names no limit *(assumed)*.</summary>
    public const int MaxStageIdLength = 256;

    private static readonly char[] ExponentMarks = ['e', 'E'];

    private const string OrderField = "background_check_id";
    private const string StageField = "stage_id";

    /// <summary>The id as text, without outer blanks, tabs, no-break spaces, <c>="…"</c> or a leading apostrophe, with
    /// full-width digits as ASCII and without invisible characters; null for an empty cell. Exact numbers (integers, decimals) keep all their digits.</summary>
    /// <param name="value">A cell's value.</param>
    public static string? Read(object? value)
    {
        string text = value switch
        {
            string given => given,
            double number => FromDouble(number),
            float number => FromDouble(number),
            _ => TextCell.Text(value),
        };
        text = CellText.FoldDigits(CellText.Clean(CellText.DropInvisible(text)));
        return text.Length == 0 ? null : text;
    }

    /// <summary>Judges background_check_id.</summary>
    /// <param name="id">The id as <see cref="Read"/> gave it, not empty.</param>
    /// <param name="acceptRounded">Whether an id that looks rounded is known to be right: one true id in 10,000 looks so.</param>
    /// <returns>DamagedId, InvalidField or null.</returns>
    public static BgCheckViolation? CheckOrderId(string id, bool acceptRounded = false)
    {
        if (IsDigits(id, 0, id.Length))
        {
            return id.Length > MaxOrderIdLength ? TooLong(id, OrderField, MaxOrderIdLength)
                : !acceptRounded && LooksRounded(id) ? Texts.OfRules.Violation(ErrorId.DamagedId, OrderField, RuleKey.IdEndsInZeros)
                : null;
        }

        // Digits only is the rule, so any power of ten is damage here, also 6E+18.
        return IsScientific(id, out _, out _) || IsLongDecimal(id) ? Damaged(id, OrderField)
            : ErrorValue.Check(id, OrderField)
            ?? OddCharacter(id)
            ?? Texts.OfRules.Violation(ErrorId.InvalidField, OrderField, RuleKey.OrderIdNotDigits, ("Length", id.Length));
    }

    /// <summary>Judges stage_id: any text, but not a rounded number. <c>1E5</c> is a legal one.</summary>
    /// <param name="id">The id as <see cref="Read"/> gave it, not empty.</param>
    /// <returns>DamagedId, InvalidField or null.</returns>
    public static BgCheckViolation? CheckStageId(string id)
    {
        if ((IsScientific(id, out bool hasPoint, out int magnitude) && hasPoint && magnitude >= SafeDigits) || IsLongDecimal(id))
        {
            return Damaged(id, StageField);
        }

        if (IdDate.IsDate(id))
        {
            return Texts.OfRules.Violation(ErrorId.DamagedId, StageField, RuleKey.IdIsDate);
        }

        return id.Length > MaxStageIdLength ? TooLong(id, StageField, MaxStageIdLength) : TextCell.Check(id, StageField);
    }

    /// <summary>The leading digits of a damaged order id that can be trusted, 15 at most: what tells which orders its row
    /// may belong to. The last of them may be one too high where the spreadsheet rounded up. Empty when the id is not a number.</summary>
    /// <param name="id">An id that was judged DamagedId.</param>
    public static string TrustedDigits(string id)
    {
        int end = id.IndexOfAny(ExponentMarks);
        string mantissa = (end < 0 ? id : id.Substring(0, end)).Replace(".", string.Empty);
        if (!IsDigits(mantissa, 0, mantissa.Length))
        {
            return string.Empty;
        }

        return mantissa.Length > SafeDigits ? mantissa.Substring(0, SafeDigits) : end < 0 ? mantissa : mantissa.TrimEnd('0');
    }

    /// <summary>The one character that makes no order id of what else is one.</summary>
    private static BgCheckViolation? OddCharacter(string id)
    {
        int odd = -1;
        int digits = 0;
        for (int i = 0; i < id.Length; i++)
        {
            bool isDigit = id[i] is >= '0' and <= '9';
            digits += isDigit ? 1 : 0;
            odd = odd < 0 && !isDigit ? i : odd;
        }

        return digits < SafeDigits
            ? null
            : Texts.OfRules.Violation(
                ErrorId.InvalidField,
                OrderField,
                RuleKey.OrderIdOddCharacter,
                ("Character", "U+" + ((int)id[odd]).ToString("X4", CultureInfo.InvariantCulture)),
                ("Position", odd + 1));
    }

    private static string FromDouble(double number) =>
        Math.Abs(number) >= 1e15 && !double.IsInfinity(number)
            ? number.ToString("0.0#############E+00", CultureInfo.InvariantCulture)
            : TextCell.Text(number);

    /// <summary>Whether an id is what a spreadsheet writes for a long number once its cell shows all digits: zeros from the 16th on.</summary>
    /// <param name="digits">An order id.</param>
    public static bool LooksRounded(string digits)
    {
        if (digits.Length is < 18 or > 20 || !IsDigits(digits, 0, SafeDigits))
        {
            return false;
        }

        for (int i = SafeDigits; i < digits.Length; i++)
        {
            if (digits[i] != '0')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>More than 15 digits and <c>.0</c>: a number that went through a double.</summary>
    private static bool IsLongDecimal(string text)
    {
        int point = text.IndexOf('.');
        return point > SafeDigits && IsDigits(text, 0, point) && point + 1 < text.Length && IsDigits(text, point + 1, text.Length);
    }

    /// <summary><c>6.93E+18</c>, <c>6E18</c>, <c>6.93128640047035E+018</c>.</summary>
    private static bool IsScientific(string text, out bool hasPoint, out int magnitude)
    {
        hasPoint = false;
        magnitude = 0;
        int e = text.IndexOfAny(ExponentMarks);
        if (e < 1)
        {
            return false;
        }

        int point = text.IndexOf('.');
        hasPoint = point == 1 && e > 2;
        bool mantissa = hasPoint ? char.IsDigit(text[0]) && IsDigits(text, 2, e) : IsDigits(text, 0, e);
        int exponent = e + 1 < text.Length && text[e + 1] == '+' ? e + 2 : e + 1;
        return mantissa
            && IsDigits(text, exponent, text.Length)
            && int.TryParse(text.Substring(exponent), NumberStyles.None, CultureInfo.InvariantCulture, out magnitude);
    }

    private static bool IsDigits(string text, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return from < to;
    }

    private static BgCheckViolation Damaged(string id, string field) => Texts.OfRules.Violation(
        ErrorId.DamagedId, field, RuleKey.IdDamaged, ("Digits", TrustedDigits(id).Length));

    private static BgCheckViolation TooLong(string id, string field, int limit) => Texts.OfRules.Violation(
        ErrorId.InvalidField, field, RuleKey.IdTooLong, ("Length", id.Length), ("Limit", limit));
}
