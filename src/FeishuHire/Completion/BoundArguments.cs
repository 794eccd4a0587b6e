using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;

namespace FeishuHire.Completion;

/// <summary>What stands on the command line beside the argument that is completed, as far as PowerShell could read it.</summary>
/// <param name="arguments">By parameter name; null where there are none.</param>
internal sealed class BoundArguments(IDictionary? arguments)
{
    /// <summary>An argument, or null.</summary>
    internal object? this[string parameter] => arguments?[parameter] is PSObject wrapped ? wrapped.BaseObject : arguments?[parameter];

    /// <summary>An argument as text, or null.</summary>
    internal string? Text(string parameter) => this[parameter] is { } value ? System.Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    /// <summary>An argument that may be one text or several.</summary>
    internal IEnumerable<string> Texts(string parameter)
    {
        object? value = this[parameter];
        foreach (object? item in value is string || value is not IEnumerable several ? new[] { value } : several)
        {
            if (System.Convert.ToString(item, CultureInfo.InvariantCulture) is { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }

    /// <summary>Whether a switch is given.</summary>
    internal bool Has(string parameter) => this[parameter] is SwitchParameter { IsPresent: true } or true;
}
