namespace FeishuHire.Engine.Connection;

/// <summary>What can stand in an Authorization header.</summary>
internal static class TokenText
{
    /// <summary>The token without blanks around it; null where it cannot be one: empty, or not visible ASCII throughout.</summary>
    internal static string? Clean(string? token)
    {
        string text = token?.Trim() ?? string.Empty;
        foreach (char c in text)
        {
            if (c is <= ' ' or > '~')
            {
                return null;
            }
        }

        return text.Length == 0 ? null : text;
    }
}
