namespace FeishuHire.Engine.Checks;

/// <summary>What is wrong with a report's link.</summary>
/// <param name="Key">A key of FileTexts.</param>
/// <param name="Facts">What fills its placeholders; never the link.</param>
/// <param name="IsWarning">Whether Feishu may still be able to use it.</param>
public sealed record LinkFinding(string Key, (string Name, object? Value)[] Facts, bool IsWarning);
