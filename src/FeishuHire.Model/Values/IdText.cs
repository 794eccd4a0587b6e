using System.Globalization;

namespace FeishuHire.Values;

/// <summary>Ids as texts may show them. A column that was taken for the ids may hold people's names: what does not look like
/// an id is told by its length only.</summary>
internal static class IdText
{
    private const int LongestShown = 64;

    /// <summary>Whether a text looks like an id or an order number: ASCII letters, digits and the marks that join them, with
    /// at least one digit.</summary>
    internal static bool IsIdLike(string id)
    {
        bool digit = false;
        foreach (char c in id)
        {
            digit |= c is >= '0' and <= '9';
            if (c is not ((>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '-' or '_' or '.' or ':' or '/' or '#' or '+'))
            {
                return false;
            }
        }

        return digit && id.Length <= LongestShown;
    }

    /// <summary>The id, or how long the text is in its place.</summary>
    internal static string? Shown(string? id) =>
        string.IsNullOrEmpty(id) || IsIdLike(id!) ? id : "(" + id!.Length.ToString(CultureInfo.InvariantCulture) + " characters)";
}
