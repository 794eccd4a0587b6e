using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace FeishuHire.Rows;

/// <summary>The row parameters that were typed on the command line: each counts instead of every row's own value.</summary>
internal static class TypedFields
{
    internal static IReadOnlyDictionary<ProgressField, object?> Of(IReadOnlyDictionary<string, object> bound)
    {
        var typed = new Dictionary<ProgressField, object?>();
        foreach (KeyValuePair<string, object> parameter in bound)
        {
            if (Enum.TryParse(parameter.Key, out ProgressField field))
            {
                typed[field] = RowCells.Unwrap(parameter.Value is null ? null : PSObject.AsPSObject(parameter.Value));
            }
        }

        return typed;
    }
}
