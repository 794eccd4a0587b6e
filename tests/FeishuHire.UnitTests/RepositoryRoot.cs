using System;
using System.IO;

namespace FeishuHire.UnitTests;

/// <summary>The folder of the solution, above the folder that the tests run from.</summary>
internal static class RepositoryRoot
{
    internal static string Path { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FeishuHire.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("FeishuHire.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
