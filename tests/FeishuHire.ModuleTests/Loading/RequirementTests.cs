using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using FeishuHire.ModuleTests.Architecture;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Loading;

/// <summary>PowerShell 7.0 to 7.3 are refused in plain words. None of them is here: what is tried is the check itself, and that
/// it can load where the module cannot.</summary>
public sealed class RequirementTests
{
    private static readonly string File = Path.Combine(Repo.Module, "core", "FeishuHire.Requirements.dll");

    [Theory]
    [InlineData("7.0.0.0", "en-US", "needs PowerShell 7.4 or later")]
    [InlineData("7.2.24.500", "", "this is PowerShell 7.2.")]
    [InlineData("7.3.12.500", "zh-CN", "当前是 PowerShell 7.3。")]
    public void What_is_too_old_is_refused(string version, string culture, string said)
    {
        Exception refusal = Assert.Throws<TargetInvocationException>(() => Check(version, culture)).InnerException!;
        Assert.Contains(said, Assert.IsType<NotSupportedException>(refusal).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7.4.0.500")]
    [InlineData("7.6.0.500")]
    [InlineData("8.0.0.500")]
    public void What_is_new_enough_passes(string version) => Check(version, string.Empty);

    [Fact]
    public void It_needs_nothing_that_the_oldest_PowerShell_lacks() =>
        Assert.Equal(
            ["System.Management.Automation 3.0.0.0", "netstandard 2.0.0.0"],
            AssemblyFile.Read(File).References.Select(r => $"{r.Name} {r.Version}").Order(StringComparer.Ordinal));

    private static void Check(string version, string culture) => Assembly.LoadFrom(File)
        .GetType("FeishuHire.Requirements.PowerShellRequirement", throwOnError: true)!
        .GetMethod("Check", BindingFlags.Static | BindingFlags.NonPublic)!
        .Invoke(null, [Version.Parse(version), CultureInfo.GetCultureInfo(culture)]);
}
