using System;
using System.IO;
using System.Linq;
using System.Text;
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
        Assert.All(new[] { Repo.Modules, Path.Combine(Repo.Root, "out") }, modules => Assert.Single(Directory.GetDirectories(Path.Combine(modules, "FeishuHire"))));

    // .TXT: Microsoft's own notices, for people to read.
    public static TheoryData<string> Texts => [.. Directory.GetFiles(Repo.Module, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is not (".dll" or ".so" or ".dylib" or ".TXT"))
        .Select(file => Path.GetRelativePath(Repo.Module, file).Replace('\\', '/'))];

    // Without a BOM, Windows PowerShell reads a text in the system's code page: GBK in China, 1252 elsewhere.
    [Theory]
    [MemberData(nameof(Texts))]
    public void Windows_PowerShell_can_read_it_anywhere(string file)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Repo.Module, file));
        if (bytes.Any(b => b >= 0x80))
        {
            Assert.Equal([0xEF, 0xBB, 0xBF], bytes.Take(3));
        }

        UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        Assert.DoesNotContain('\uFFFD', strict.GetString(bytes));
    }
}
