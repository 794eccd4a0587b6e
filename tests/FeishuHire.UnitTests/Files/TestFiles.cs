using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace FeishuHire.UnitTests.Files;

/// <summary>Sample files, and a folder for files that a test makes.</summary>
internal static class TestFiles
{
    /// <summary>A file of this room's data folder.</summary>
    internal static string Data(string name) => Path.Combine(Here(), "data", name);

    /// <summary>A file of examples/data.</summary>
    internal static string Example(string name) => Path.Combine(Here(), "..", "..", "..", "examples", "data", name);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
