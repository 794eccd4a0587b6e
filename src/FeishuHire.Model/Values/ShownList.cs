using System;
using System.Collections;
using System.Collections.Generic;

namespace FeishuHire.Values;

/// <summary>A list that a cell can show: it prints what is in it.</summary>
/// <typeparam name="T">What it lists.</typeparam>
/// <param name="items">What is in it.</param>
/// <param name="print">Its text.</param>
internal sealed class ShownList<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, string> print) : IReadOnlyList<T>
{
    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What is in the list; empty for an empty one.</summary>
    public override string ToString() => print(items);
}
