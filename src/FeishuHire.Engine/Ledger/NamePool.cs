using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Ledger;

/// <summary>Numbers for texts that repeat on many stages: runs, tenants, error ids. 0 is none.</summary>
internal sealed class NamePool
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>The number of a name, given at its first use.</summary>
    public int Number(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return 0;
        }

        if (!_numbers.TryGetValue(name!, out int number))
        {
            _names.Add(name!);
            number = _names.Count;
            _numbers.Add(name!, number);
        }

        return number;
    }

    /// <summary>The name of a number, or null for 0.</summary>
    public string? Name(long number) => number == 0 ? null : _names[(int)number - 1];
}
