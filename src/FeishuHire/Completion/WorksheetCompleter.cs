using System.Collections.Generic;
using System.Linq;
using FeishuHire.Files;

namespace FeishuHire.Completion;

/// <summary>-Worksheet: the tabs of the first workbook that -Path or -LiteralPath names.</summary>
internal sealed class WorksheetCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound)
    {
        IEnumerable<string> files = bound.Texts("Path").SelectMany(ShellPaths.Resolve).Concat(bound.Texts("LiteralPath").Select(ShellPaths.ResolveLiteral));
        return files.FirstOrDefault() is { } file ? FileImport.SheetNames(file).Select(name => Value(name, file)) : [];
    }
}
