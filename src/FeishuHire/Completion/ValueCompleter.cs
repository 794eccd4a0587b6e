using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace FeishuHire.Completion;

/// <summary>Completes an argument with the values that fit what is typed. Never throws and never asks the network: the prompt
/// waits for it, and is no place for an error.</summary>
internal abstract class ValueCompleter : IArgumentCompleter
{
    private const int Most = 50;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var results = new List<CompletionResult>();
        try
        {
            string typed = (wordToComplete ?? string.Empty).Trim('\'', '"');
            var bound = new BoundArguments(fakeBoundParameters);
            foreach (KeyValuePair<string, string> value in Values(parameterName, bound))
            {
                if (Fits(value.Key, typed))
                {
                    results.Add(new CompletionResult(Argument(value.Key), value.Key, CompletionResultType.ParameterValue, value.Value));
                }

                if (results.Count == Most)
                {
                    break;
                }
            }
        }
        catch (Exception)
        {
            // Whatever it is, the command itself will say it; what was found until then is still true.
        }

        return results;
    }

    /// <summary>The values there are, each with what is said about it (not empty).</summary>
    /// <param name="parameter">The parameter to complete.</param>
    /// <param name="bound">The command's other arguments.</param>
    protected abstract IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound);

    /// <summary>Whether a value fits what is typed.</summary>
    protected virtual bool Fits(string value, string typed) => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    /// <summary>A value and what is said about it.</summary>
    private protected static KeyValuePair<string, string> Value(string value, string tip) => new(value, tip.Length == 0 ? value : tip);

    // As one would type it: quoted where the parser would read more than text.
    private static string Argument(string value)
    {
        bool isPlain = value[0] != '-';
        foreach (char character in value)
        {
            isPlain &= char.IsLetterOrDigit(character) || character is '_' or '-' or '.' or '/' or ':' or '+';
        }

        return isPlain ? value : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";
    }
}
