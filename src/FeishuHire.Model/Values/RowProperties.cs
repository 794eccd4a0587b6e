using System;
using System.Collections.Generic;

namespace FeishuHire.Values;

/// <summary>The columns of a row that are not part of the update. Prints as a JSON object, so that they survive Export-Csv
/// and are columns again after it.</summary>
internal sealed class RowProperties : Dictionary<string, string?>
{
    internal RowProperties()
        : base(StringComparer.Ordinal)
    {
    }

    internal RowProperties(IDictionary<string, string?> other)
        : base(other, StringComparer.Ordinal)
    {
    }

    public override string ToString() => Count == 0 ? string.Empty : CellJson.Write(this);
}
