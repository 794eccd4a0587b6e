using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Help;

/// <summary>The yaml block below a parameter.</summary>
internal sealed class ParameterFacts
{
    private readonly Dictionary<string, string> _facts;

    private ParameterFacts(Dictionary<string, string> facts) => _facts = facts;

    /// <summary>E.g. String[].</summary>
    public string Type => _facts["Type"];

    /// <summary>SwitchParameters have no value.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>"none" or a list, as Get-Help shows it.</summary>
    public string Aliases => Or("Aliases", "none");

    public string DefaultValue => Or("Default value", "None");

    /// <summary>True or False, after pipelines: "True (ByValue)".</summary>
    public string Pipeline => Or("Accept pipeline input", "False");

    /// <summary>A number or "named".</summary>
    public string Position => Or("Position", "named").ToLowerInvariant();

    public bool IsRequired => Is("Required");

    public bool TakesWildcards => Is("Accept wildcard characters");

    /// <summary>The values of a parameter that takes no others.</summary>
    public IReadOnlyList<string> Values => Split(Or("Accepted values", ""));

    /// <summary>Reads a block.</summary>
    /// <exception cref="FormatException">A line has no colon, or there is no type.</exception>
    public static ParameterFacts Read(IEnumerable<string> lines)
    {
        Dictionary<string, string> facts = [];
        foreach (string line in lines.Where(line => line.Trim().Length > 0))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw new FormatException($"'{line}' is no fact of a parameter");
            }

            facts[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return facts.ContainsKey("Type") ? new ParameterFacts(facts) : throw new FormatException("a parameter has no Type");
    }

    /// <summary>Whether these are the facts in a parameter set.</summary>
    public bool IsOf(string set) => Or("Parameter Sets", "(All)") is var sets && (sets == "(All)" || Split(sets).Contains(set));

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string Or(string name, string otherwise) => _facts.TryGetValue(name, out string? value) && value.Length > 0 ? value : otherwise;

    private bool Is(string name) => Or(name, "False").Equals("True", StringComparison.OrdinalIgnoreCase);
}
