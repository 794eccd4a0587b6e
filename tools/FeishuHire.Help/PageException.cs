using System;

namespace FeishuHire.Help;

/// <summary>A page that is not in the form that the others have.</summary>
/// <param name="page">Its path.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class PageException(string page, int line, string message) : Exception(message)
{
    /// <summary>Its path.</summary>
    public string Page { get; } = page;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
