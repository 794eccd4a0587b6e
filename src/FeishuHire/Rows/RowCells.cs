using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Management.Automation;

namespace FeishuHire.Rows;

/// <summary>What a pipeline object has in its columns, whatever it is: a row of Import-Csv, a hashtable, a DataRow, a
/// deserialized object.</summary>
internal static class RowCells
{
    internal static IEnumerable<KeyValuePair<string, object?>> Of(object item)
    {
        object value = item is PSObject wrapped ? wrapped.BaseObject : item;
        return value switch
        {
            IDictionary dictionary => OfDictionary(dictionary),
            DataRowView view => OfDataRow(view.Row),
            DataRow row => OfDataRow(row),
            string or ValueType => [],
            _ => OfProperties(PSObject.AsPSObject(item)),
        };
    }

    /// <summary>The properties of an object inside a cell, for reports; null where it has none worth asking.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>>? OfNested(object item) =>
        item is string or ValueType ? null : Of(item);

    /// <summary>A cell's value without PowerShell's wrapping; an object that is only properties stays as it is.</summary>
    internal static object? Unwrap(object? value)
    {
        if (value is not PSObject wrapped)
        {
            return value is DBNull ? null : value;
        }

        object inner = wrapped.BaseObject;
        if (inner is PSCustomObject)
        {
            // A deserialized value (a time, an enumeration) keeps its printed form; reports are told by their properties.
            return IsDeserializedValue(wrapped) ? wrapped.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : wrapped;
        }

        return inner is DBNull ? null : inner;
    }

    private static bool IsDeserializedValue(PSObject value) =>
        value.TypeNames.Count > 0 && (value.TypeNames[0] == "Deserialized." + typeof(BgCheckTime).FullName
            || value.TypeNames.Contains("Deserialized.System.Enum"));

    private static IEnumerable<KeyValuePair<string, object?>> OfDictionary(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return new(System.Convert.ToString(entry.Key, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty, Unwrap(entry.Value));
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> OfDataRow(DataRow row)
    {
        foreach (DataColumn column in row.Table.Columns)
        {
            yield return new(column.ColumnName, Unwrap(row[column]));
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> OfProperties(PSObject item)
    {
        foreach (PSPropertyInfo property in item.Properties)
        {
            if (property.IsGettable)
            {
                yield return new(property.Name, ValueOf(property));
            }
        }
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            // A property that cannot be read is an empty cell: a required one is then reported as missing.
            return null;
        }
    }
}
