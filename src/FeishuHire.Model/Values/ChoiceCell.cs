using System;

namespace FeishuHire.Values;

/// <summary>Cells that choose one of a few values: operator_role and report_url_type. A value that is none of them is kept
/// as given, for the rules to name.</summary>
public static class ChoiceCell
{
    /// <summary>operator_role 1, the server's default.</summary>
    public const string Vendor = "Vendor";

    /// <summary>operator_role 2.</summary>
    public const string Administrator = "Administrator";

    /// <summary>report_url_type 1, the server's default: a link that downloads a PDF.</summary>
    public const string Download = "Download";

    /// <summary>report_url_type 2: a link that shows the report.</summary>
    public const string Preview = "Preview";

    /// <summary>operator_role from 1/2, Vendor/Administrator or 供应商/管理员; null for an empty cell.</summary>
    /// <param name="value">A cell's value.</param>
    public static string? ReadRole(object? value)
    {
        string? text = Plain(value);
        return RoleNumber(text) switch
        {
            1 => Vendor,
            2 => Administrator,
            _ => text,
        };
    }

    /// <summary>report_url_type from 1/2, Download/Preview or 下载/预览; null for an empty cell.</summary>
    /// <param name="value">A cell's value.</param>
    public static string? ReadUrlType(object? value)
    {
        string? text = Plain(value);
        return UrlTypeNumber(text) switch
        {
            1 => Download,
            2 => Preview,
            _ => text,
        };
    }

    /// <summary>The wire's number of a role, in any accepted spelling; null for none or an unknown one.</summary>
    /// <param name="role">The role as the update holds it.</param>
    public static int? RoleNumber(string? role) => Choose(role, Vendor, "供应商", Administrator, "管理员");

    /// <summary>The wire's number of a link's type, in any accepted spelling; null for none or an unknown one.</summary>
    /// <param name="urlType">The type as the report holds it.</param>
    public static int? UrlTypeNumber(string? urlType) => Choose(urlType, Download, "下载", Preview, "预览");

    /// <summary>A cell's own words for what it chooses; null where they are the usual ones.</summary>
    /// <param name="value">A cell's value.</param>
    /// <param name="chosen">What it was read as.</param>
    internal static string? OwnWords(object? value, string? chosen) =>
        chosen is not null && TextCell.Read(value) is { } text && text != chosen ? text : null;

    private static string? Plain(object? value)
    {
        string text = CellText.FoldDigits(CellText.Clean(TextCell.Text(value)));
        return text.Length == 0 ? null : text;
    }

    private static int? Choose(string? value, string first, string firstChinese, string second, string secondChinese)
    {
        if (value is null)
        {
            return null;
        }

        string text = CellText.Trim(value);
        return Is(first, firstChinese, "1", "1.0") ? 1 : Is(second, secondChinese, "2", "2.0") ? 2 : null;

        bool Is(string name, string chinese, string number, string asDecimal) =>
            text == number
            || string.Equals(text, name, StringComparison.OrdinalIgnoreCase)
            || text == chinese
            || text == asDecimal;
    }
}
