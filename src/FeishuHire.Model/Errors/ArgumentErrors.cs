using System.Text;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Errors;

/// <summary>The error of a parameter whose value cannot be used: names the parameter, shows what was given, and says what
/// to give instead. Rows and their fields have errors of their own.</summary>
internal static class ArgumentErrors
{
    /// <summary>The fact that names the parameter; an error that has it is one of a parameter and not of a row.</summary>
    internal const string Parameter = nameof(Parameter);

    private const int ShownCharacters = 60;

    /// <summary>InvalidField of a parameter.</summary>
    /// <param name="parameter">The parameter's name without its hyphen.</param>
    /// <param name="value">What the user gave, unwrapped of PSObject; the part of it that is wrong where there are several.
    /// It is shown, so never a secret.</param>
    /// <param name="key">One of <see cref="ArgumentKey"/>.</param>
    /// <param name="facts">Further placeholders of the text.</param>
    internal static BgCheckError Bad(string parameter, object? value, string key, params (string Name, object? Value)[] facts) =>
        Within(
            new BgCheckError(ErrorId.InvalidField)
            {
                Violations = [Texts.OfArguments.Violation(ErrorId.InvalidField, "-" + parameter, key, [("Value", Shown(value)), .. facts])],
            },
            parameter);

    /// <summary>Makes the error of a file the error of the parameter that named it.</summary>
    /// <param name="error">What is wrong with the file.</param>
    /// <param name="parameter">The parameter's name without its hyphen.</param>
    internal static BgCheckError Within(BgCheckError error, string parameter) => error.With(Parameter, parameter);

    /// <summary>On one line, and not for pages.</summary>
    private static string Shown(object? value)
    {
        var text = new StringBuilder(TextCell.Text(value));
        bool cut = text.Length > ShownCharacters;
        text.Length = cut ? ShownCharacters : text.Length;
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = char.IsControl(text[i]) ? ' ' : text[i];
        }

        return cut ? text.Append('…').ToString() : text.ToString();
    }
}
