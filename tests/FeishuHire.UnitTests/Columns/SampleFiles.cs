using System;
using System.IO;

namespace FeishuHire.UnitTests.Columns;

/// <summary>The sample exports of this repository.</summary>
internal static class SampleFiles
{
    internal static string PathOf(string file)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "FeishuHire.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("No solution above " + AppContext.BaseDirectory), "examples", "data", file);
    }
}
