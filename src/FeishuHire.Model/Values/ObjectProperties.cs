using System.Collections.Generic;
using System.ComponentModel;

namespace FeishuHire.Values;

/// <summary>The properties of an object inside a cell, as the object describes itself: a PSCustomObject answers this way
/// too, without a reference to PowerShell.</summary>
internal static class ObjectProperties
{
    internal static IEnumerable<KeyValuePair<string, object?>>? Of(object value)
    {
        var members = new List<KeyValuePair<string, object?>>();
        foreach (PropertyDescriptor property in TypeDescriptor.GetProperties(value))
        {
            members.Add(new(property.Name, property.GetValue(value)));
        }

        return members.Count > 0 ? members : null;
    }
}
