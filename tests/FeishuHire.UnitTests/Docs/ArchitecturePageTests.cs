using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace FeishuHire.UnitTests.Docs;

/// <summary>docs/architecture.md names classes that there are.</summary>
public sealed class ArchitecturePageTests
{
    [Fact]
    public void The_way_of_a_row_passes_classes_that_there_are()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "architecture.md"));
        string way = page[page.IndexOf("From the pipeline to its word", StringComparison.Ordinal)..];
        string[] passed = [.. Regex.Matches(way[..way.IndexOf("\n\n", StringComparison.Ordinal)], "`(\\w+)`").Select(name => name.Groups[1].Value)];
        Assert.Equal(15, passed.Distinct(StringComparer.Ordinal).Count());
        Assert.All(passed, name => Assert.NotEmpty(Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), name + ".cs", SearchOption.AllDirectories)));
    }
}
