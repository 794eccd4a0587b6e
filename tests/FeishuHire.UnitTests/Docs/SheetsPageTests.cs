using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace FeishuHire.UnitTests.Docs;

/// <summary>docs/sheets.md names tests that there are.</summary>
public sealed class SheetsPageTests
{
    [Fact]
    public void Every_kind_is_held_by_a_test_that_there_is()
    {
        string[] kinds = [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "sheets.md")).Where(line => line.StartsWith("| ", System.StringComparison.Ordinal)).Skip(1)];
        Assert.InRange(kinds.Length, 24, 100);
        foreach (string kind in kinds)
        {
            string cell = kind.Split(" | ")[^1];
            Match[] named = [.. Regex.Matches(cell, @"`(\w+)(?:\.(\w+))?`").Cast<Match>()];
            Assert.True(named.Length > 0, kind);
            Assert.All(named, test => Assert.True(Exists(test.Groups[1].Value, test.Groups[2].Value), $"{test.Value} is no test: {kind}"));
        }
    }

    // Some stand in the module's tests, which this assembly does not know: there the source is asked.
    private static bool Exists(string type, string method)
    {
        string[] sources = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "tests"), type + ".cs", SearchOption.AllDirectories);
        return sources.Length == 1 && (method.Length == 0 || Regex.IsMatch(File.ReadAllText(sources[0]), $@"public (async Task|void) {method}\("));
    }
}
