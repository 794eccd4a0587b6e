using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace FeishuHire.Help;

/// <summary>Reads "Cmdlet-Name [[-First] &lt;string&gt;] -Second &lt;int&gt; [-Third] [&lt;CommonParameters&gt;]".</summary>
internal static partial class SyntaxReader
{
    /// <summary>The parameters of a line of syntax, which may be broken at its blanks.</summary>
    public static IReadOnlyList<SyntaxParameter> Read(string syntax)
    {
        List<SyntaxParameter> parameters = [];
        foreach (Match match in Parameter().Matches(syntax))
        {
            string open = match.Groups["open"].Value;
            bool isPositional = match.Groups["close"].Value.Length > 0 && match.Groups["type"].Success;
            parameters.Add(new SyntaxParameter(
                match.Groups["name"].Value,
                match.Groups["type"].Success ? match.Groups["type"].Value : null,
                IsRequired: open.Length == (isPositional ? 1 : 0),
                isPositional));
        }

        return parameters;
    }

    [GeneratedRegex(@"(?<=\s)(?<open>\[{0,2})-(?<name>\w+)(?<close>\]?)(?:\s+<(?<type>[^>]+)>)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
