using System;
using System.IO;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Symbolic links, where the system makes them: on Windows they take a right that few accounts have, and Wine makes
/// none.</summary>
internal static class Links
{
    internal static void ToFile(string link, string target) => Make(link, () => File.CreateSymbolicLink(link, target));

    internal static void ToFolder(string link, string target) => Make(link, () => Directory.CreateSymbolicLink(link, target));

    private static void Make(string link, Func<FileSystemInfo> make)
    {
        try
        {
            make();
        }
        catch (IOException failure) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("This account may make no links here: " + failure.Message);
        }

        Assert.SkipUnless(new FileInfo(link).LinkTarget is not null, "This system makes no links.");
    }
}
