using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Rows;

/// <summary>The row parameters that were typed on the command line: each counts instead of every row's own value. A script
/// block is run for every row, with the row in $_.</summary>
internal sealed class TypedFields
{
    private readonly Dictionary<ProgressField, object?> _values = [];
    private readonly List<KeyValuePair<ProgressField, ScriptBlock>> _scripts = [];

    private TypedFields()
    {
    }

    /// <summary>The values for the row at hand.</summary>
    internal IReadOnlyDictionary<ProgressField, object?> Values => _values;

    internal int Count => _values.Count;

    internal static TypedFields Of(IReadOnlyDictionary<string, object> bound)
    {
        var typed = new TypedFields();
        foreach (KeyValuePair<string, object> parameter in bound)
        {
            if (!Enum.TryParse(parameter.Key, out ProgressField field))
            {
                continue;
            }

            object? value = RowCells.Unwrap(parameter.Value is null ? null : PSObject.AsPSObject(parameter.Value));
            if (value is ScriptBlock script)
            {
                typed._scripts.Add(new(field, script));
                value = null;
            }

            typed._values[field] = value;
        }

        return typed;
    }

    /// <summary>Runs the script blocks for a row.</summary>
    /// <param name="item">The row.</param>
    /// <returns>What is wrong where one failed: its value cannot be known, so the row must not go without it.</returns>
    internal IReadOnlyList<BgCheckViolation> Run(PSObject? item)
    {
        List<BgCheckViolation>? failures = null;
        foreach (KeyValuePair<ProgressField, ScriptBlock> script in _scripts)
        {
            try
            {
                // An error that does not stop the script block would leave its value out in silence.
                _values[script.Key] = ValueOf(script.Value.InvokeWithContext(
                    null, [new PSVariable("_", item), new PSVariable("ErrorActionPreference", ActionPreference.Stop)]));
            }
            catch (RuntimeException failure) when (failure is not PipelineStoppedException)
            {
                _values[script.Key] = null;

                // Its message may quote the row; the id does not, unless a throw has made the one of the other.
                (failures ??= []).Add(Texts.OfRules.Violation(
                    ErrorId.InvalidField,
                    ColumnMatcher.ApiName(script.Key),
                    RuleKey.ScriptFailed,
                    ("Parameter", script.Key.ToString()),
                    ("Reason", IdOf(failure))));
            }
        }

        return failures ?? (IReadOnlyList<BgCheckViolation>)[];
    }

    private static string IdOf(RuntimeException failure) =>
        failure.WasThrownFromThrowStatement
            ? "throw"
            : failure.ErrorRecord?.FullyQualifiedErrorId ?? failure.GetType().Name;

    private static object? ValueOf(Collection<PSObject> output) => output.Count switch
    {
        0 => null,
        1 => RowCells.Unwrap(output[0]),
        _ => new List<PSObject>(output).ToArray(),
    };
}
