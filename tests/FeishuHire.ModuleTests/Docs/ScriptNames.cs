using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>Holds scripts that a reader copies against the module.</summary>
internal static class ScriptNames
{
    /// <summary>What is wrong with a script: what does not parse, and commands and parameters that the module does not have.</summary>
    /// <param name="code">The script.</param>
    public static IReadOnlyList<string> Strange(string code)
    {
        using ModuleSession session = new();
        ScriptBlockAst script = Parser.ParseInput(code, out _, out ParseError[] errors);
        List<string> strange = [.. errors.Select(e => e.Message)];
        foreach (CommandAst command in script.FindAll(a => a is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            string? name = command.GetCommandName();
            if (name is null || !Regex.IsMatch(name, "-(FeishuHire|BgCheck)", RegexOptions.IgnoreCase))
            {
                continue;
            }

            if (session.Run($"Get-Command {name} -ErrorAction Ignore").Output is not [{ BaseObject: CommandInfo info }])
            {
                strange.Add(name);
                continue;
            }

            strange.AddRange(command.CommandElements.OfType<CommandParameterAst>()
                .Where(p => !info.Parameters.ContainsKey(p.ParameterName))
                .Select(p => $"{name} -{p.ParameterName}"));
        }

        return strange;
    }
}
