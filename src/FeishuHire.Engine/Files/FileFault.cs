namespace FeishuHire.Engine.Files;

/// <summary>What is wrong with a file or a row: the key of a text in FileTexts, with its facts.</summary>
/// <param name="Key">One of <see cref="Errors.FileFaultKey"/>.</param>
/// <param name="Facts">Names and values of the text's placeholders: counts, limits, places. Never a cell's content.</param>
internal sealed record FileFault(string Key, params (string Name, object? Value)[] Facts)
{
    internal FileFault(string key, string name, object value)
        : this(key, (name, value))
    {
    }
}
