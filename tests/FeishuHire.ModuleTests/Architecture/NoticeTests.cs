using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>THIRD-PARTY-NOTICES.txt names what ships, in the versions that ship, and nothing else.</summary>
public sealed class NoticeTests
{
    private static readonly Dictionary<string, string> PackageOfAssembly = new()
    {
        ["Microsoft.Data.Sqlite"] = "Microsoft.Data.Sqlite.Core",
        ["SQLitePCLRaw.batteries_v2"] = "SQLitePCLRaw.bundle_e_sqlite3",
        ["e_sqlite3"] = "SQLitePCLRaw.lib.e_sqlite3",
        ["libe_sqlite3"] = "SQLitePCLRaw.lib.e_sqlite3",
    };

    [Fact]
    public void Every_package_that_ships_is_named_with_its_version()
    {
        Dictionary<string, string> versions = Locked();
        IEnumerable<string> shipped = Directory.GetFiles(Repo.Module, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".dll" or ".so" or ".dylib")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("FeishuHire", StringComparison.Ordinal))
            .Select(name => PackageOfAssembly.GetValueOrDefault(name, name))
            .Distinct()
            .Select(package => $"{package} {versions[package]}");

        Assert.Equal(shipped.Order(StringComparer.Ordinal), Named().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_licences_are_there_in_full()
    {
        string notices = File.ReadAllText(Path.Combine(Repo.Module, "THIRD-PARTY-NOTICES.txt"));
        string own = File.ReadAllText(Path.Combine(Repo.Module, "LICENSE"));

        Assert.Contains(own[own.IndexOf("Permission is hereby", StringComparison.Ordinal)..].Trim(), notices, StringComparison.Ordinal);
        Assert.Contains("9. Accepting Warranty or Additional Liability.", notices, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Named() =>
        Regex.Matches(File.ReadAllText(Path.Combine(Repo.Module, "THIRD-PARTY-NOTICES.txt")), @"^- (\S+ \d\S*)$", RegexOptions.Multiline).Select(line => line.Groups[1].Value);

    private static Dictionary<string, string> Locked()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repo.Root, "src", "FeishuHire.Engine", "packages.lock.json")));
        return file.RootElement.GetProperty("dependencies").EnumerateObject().First().Value.EnumerateObject()
            .Where(package => package.Value.TryGetProperty("resolved", out _))
            .ToDictionary(package => package.Name, package => package.Value.GetProperty("resolved").GetString()!, StringComparer.Ordinal);
    }
}
