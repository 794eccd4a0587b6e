namespace FeishuHire;

/// <summary>Where the pages of docs/ are on the web, which is what Get-Help -Online opens: below the manifest's ProjectUri.</summary>
internal static class HelpPages
{
    /// <summary>The folder of the pages; an attribute needs it as a constant.</summary>
    internal const string Root = "https://github.com/FeishuHire/FeishuHire/blob/HEAD/docs/en-US/";
}
