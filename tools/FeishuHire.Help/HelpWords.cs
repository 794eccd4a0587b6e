namespace FeishuHire.Help;

/// <summary>The few words that the tool itself puts into a page.</summary>
/// <param name="culture">The folder's name, e.g. zh-Hans.</param>
internal sealed class HelpWords(string culture)
{
    private readonly bool _isChinese = culture.StartsWith("zh", System.StringComparison.Ordinal);

    /// <summary>The label of the first related link, which Get-Help -Online opens.</summary>
    public string Online => _isChinese ? "在线版本：" : "Online version:";

    /// <summary>The first line of an about topic.</summary>
    public string Topic => _isChinese ? "主题" : "TOPIC";
}
