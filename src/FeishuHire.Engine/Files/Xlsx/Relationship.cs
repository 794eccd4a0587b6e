using System;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>A link from one part of a package to another.</summary>
/// <param name="Type">Its type, an URI that differs between the transitional and the strict format in all but its end.</param>
/// <param name="Target">The name of the part it leads to.</param>
internal sealed record Relationship(string Type, string Target)
{
    internal bool Is(string kind) => Type.EndsWith("/" + kind, StringComparison.Ordinal);
}
