using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation.Runspaces;

namespace FeishuHire.Shell;

/// <summary>The command line, in the words of pwsh.</summary>
/// <param name="Command">The text after -Command, or null.</param>
/// <param name="File">The script, or null.</param>
/// <param name="FileArguments">What follows the script, as the engine takes it.</param>
internal sealed record ShellArguments(string? Command, string? File, IReadOnlyList<CommandParameter> FileArguments)
{
    public const string Usage =
        "FeishuHire.Shell [-NoProfile] [-NonInteractive] [-File] script.ps1 [arguments]\n" +
        "FeishuHire.Shell [-NoProfile] [-NonInteractive] -Command text";

    public static ShellArguments Parse(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            string rest(int from) => string.Join(' ', args[from..]);
            switch (args[i].ToLowerInvariant())
            {
                // There is no profile here, and nothing asks for more than a line of input.
                case "-noprofile" or "-nop" or "-noninteractive" or "-noni" or "-nologo":
                    continue;
                case "-executionpolicy" or "-ep":
                    i++;
                    continue;
                case "-command" or "-c":
                    return new ShellArguments(rest(i + 1), null, []);
                case "-file" or "-f":
                    return i + 1 < args.Length
                        ? new ShellArguments(null, args[i + 1], Arguments(args[(i + 2)..]))
                        : throw new FormatException("-File needs a script.");
                default:
                    return args[i].StartsWith('-')
                        ? throw new FormatException($"{args[i]} is not known here.")
                        : new ShellArguments(null, args[i], Arguments(args[(i + 1)..]));
            }
        }

        throw new FormatException("Nothing to run.");
    }

    // As pwsh -File does: a name and its value stay two tokens, which the engine pairs when it knows the script's parameters;
    // only -Name:$true and -Name:$false become Booleans.
    private static List<CommandParameter> Arguments(string[] args)
    {
        List<CommandParameter> parameters = [];
        foreach (string arg in args)
        {
            int colon = arg.IndexOf(':', StringComparison.Ordinal);
            bool named = arg.Length > 1 && arg[0] == '-' && !double.TryParse(arg, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
            parameters.Add(
                !named ? new CommandParameter(null, arg)
                : colon < 0 ? new CommandParameter(arg)
                : new CommandParameter(arg[1..colon], Value(arg[(colon + 1)..])));
        }

        return parameters;

        static object Value(string text) => text.ToLowerInvariant() switch
        {
            "$true" => true,
            "$false" => false,
            _ => text,
        };
    }
}
