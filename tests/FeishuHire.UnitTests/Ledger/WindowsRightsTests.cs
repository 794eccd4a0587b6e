using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Threading.Tasks;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>Who may read what on Windows. LedgerRightsTests has the modes of Unix.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsRightsTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public WindowsRightsTests() => Assert.SkipUnless(OperatingSystem.IsWindows(), "Access lists are Windows'.");

    public void Dispose() => _folder.Dispose();

    private static SecurityIdentifier Me => WindowsIdentity.GetCurrent().User!;

    [Fact]
    public void The_account_is_known_by_its_own_identifier() => Assert.Equal(Me.Value, WindowsAccess.AccountId);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_account_itself_is_let_in_and_nobody_else_but_who_could_take_it(bool isFolder)
    {
        string path = isFolder ? Path.GetDirectoryName(_folder.Path)! : _folder.Path;
        if (!isFolder)
        {
            File.WriteAllText(path, "");
        }

        WindowsAccess.MakeAccountOnly(path, isFolder);

        SecurityIdentifier[] others = [.. Allowed(path).Where(who => who != Me && who.Value is not ("S-1-3-4" or "S-1-5-18" or "S-1-5-32-544"))];
        Assert.Empty(others);
        Assert.Contains(Me, Allowed(path));
    }

    // Wine keeps of an access list what a Unix mode can say.
    private static void RequireAccessLists() =>
        Assert.SkipWhen(Wine.IsHere, "Wine keeps no access lists.");

    [Fact]
    public async Task Key_and_ledger_are_the_accounts_and_locks_are_as_the_folder_says()
    {
        RequireAccessLists();
        using SqliteLedger ledger = _folder.Open();
        using IDisposable turn = await LedgerFolder.Enter(ledger);

        Assert.True(WindowsAccess.IsProtected(_folder.Path));
        Assert.True(WindowsAccess.IsProtected(HashKeyFile.PathFor(_folder.Path)));
        string[] locks = [.. _folder.Files().Where(f => f.EndsWith(".lock", StringComparison.Ordinal))];
        Assert.NotEmpty(locks);
        Assert.All(locks, f => Assert.False(WindowsAccess.IsProtected(f)));
    }

    [Fact]
    public void A_copy_that_inherits_is_taken_back_and_rights_that_were_given_stay()
    {
        RequireAccessLists();
        _folder.Open().Dispose();
        var file = new FileInfo(_folder.Path);
        Give(file, add: "S-1-5-19", inherit: false);
        _folder.Open().Dispose();
        Assert.Contains(new SecurityIdentifier("S-1-5-19"), Allowed(_folder.Path));

        Give(file, add: "S-1-1-0", inherit: true);
        _folder.Open().Dispose();
        Assert.DoesNotContain(new SecurityIdentifier("S-1-1-0"), Allowed(_folder.Path));
    }

    private static void Give(FileInfo file, string add, bool inherit)
    {
        var rights = file.GetAccessControl();
        rights.SetAccessRuleProtection(isProtected: !inherit, preserveInheritance: false);
        rights.AddAccessRule(new FileSystemAccessRule(new SecurityIdentifier(add), FileSystemRights.Read, AccessControlType.Allow));
        file.SetAccessControl(rights);
    }

    private static SecurityIdentifier[] Allowed(string path)
    {
        FileSystemSecurity rights = Directory.Exists(path) ? new DirectoryInfo(path).GetAccessControl() : new FileInfo(path).GetAccessControl();
        return [.. rights.GetAccessRules(true, true, typeof(SecurityIdentifier)).Cast<FileSystemAccessRule>().Select(rule => (SecurityIdentifier)rule.IdentityReference)];
    }
}
