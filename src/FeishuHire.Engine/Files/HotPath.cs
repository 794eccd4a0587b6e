using System.Runtime.CompilerServices;

namespace FeishuHire.Engine.Files;

/// <summary>What marks the methods that run for every cell.</summary>
internal static class HotPath
{
    /// <summary>AggressiveOptimization, which netstandard2.0 has no name for: compiled in full at the first call. .NET would
    /// otherwise run the first hundred thousand cells in code that counts its own calls, a third of the time that a large
    /// sheet takes. .NET Framework compiles everything so anyway, and ignores it.</summary>
    internal const MethodImplOptions Method = (MethodImplOptions)512;
}
