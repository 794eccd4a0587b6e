using System;
using System.IO;
using System.Linq;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>The built module holds what it should, and nothing that leaked in or stayed behind.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void The_module_is_exactly_the_listed_files()
    {
        string[] listed = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Architecture", "module-files.txt")).Where(line => !line.StartsWith('#'))];
        string[] built = [.. Directory.GetFiles(Repo.Module, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repo.Module, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(listed, built);
    }

    [Fact]
    public void No_other_version_lies_beside_it() =>
        Assert.Single(Directory.GetDirectories(Path.Combine(Repo.Root, "out", "FeishuHire")));

    [Theory]
    [InlineData("FeishuHire.psd1")]
    [InlineData("FeishuHire.Format.ps1xml")]
    public void Windows_PowerShell_in_China_can_read_it(string file) =>
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(Path.Combine(Repo.Module, file)).Take(3));
}
