using System;
using System.Collections.Generic;
using System.IO;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class LedgerLocationTests
{
    private const string Mounts =
        """
        /dev/vda / ext4 rw 0 0
        tmpfs /tmp tmpfs rw 0 0
        nas:/export /mnt/nas nfs4 rw 0 0
        //nas/share /mnt/my\040share cifs rw 0 0
        user@host: /home/me/remote fuse.sshfs rw 0 0
        C:\134 /mnt/c 9p rw 0 0
        /dev/vdb /mnt/nas/disk xfs rw 0 0
        """;

    [Theory]
    [InlineData("/var/lib/ledger.db", "ext4", false)]
    [InlineData("/mnt/nas", "nfs4", true)]
    [InlineData("/mnt/nas/ledger.db", "nfs4", true)]
    [InlineData("/mnt/nasty/ledger.db", "ext4", false)]
    [InlineData("/mnt/nas/disk/ledger.db", "xfs", false)]
    [InlineData("/mnt/my share/ledger.db", "cifs", true)]
    [InlineData("/home/me/remote/x", "fuse.sshfs", true)]
    [InlineData("/mnt/c/Users/x", "9p", true)]
    public void A_network_file_system_is_told_by_its_mount(string path, string type, bool remote)
    {
        Assert.Equal(type, NetworkDrive.FileSystemType(Mounts, path));
        Assert.Equal(remote, NetworkDrive.IsRemote(type));
    }

    [Fact]
    public void A_later_mount_hides_an_earlier_one() =>
        Assert.Equal("nfs", NetworkDrive.FileSystemType("/dev/a /data ext4 rw 0 0\nnas:/ /data nfs rw 0 0\n", "/data/x"));

    [Theory]
    [InlineData(@"\\server\share\ledger.db", true)]
    [InlineData("//server/share/ledger.db", true)]
    [InlineData(@"\\?\UNC\server\share\ledger.db", true)]
    [InlineData(@"\\.\UNC\server\share\ledger.db", true)]
    [InlineData(@"\\?\Volume{11111111-2222-3333-4444-555555555555}\ledger.db", false)]
    public void A_share_is_told_by_its_name(string path, bool remote) => Assert.Equal(remote, NetworkDrive.IsOnNetwork(path, windows: true));

    [Theory]
    [InlineData(@"\\.\NUL", true)]
    [InlineData(@"\\.\pipe\ledger", true)]
    [InlineData(@"\\?\GLOBALROOT\Device\Null", true)]
    [InlineData(@"\\?\Volume{11111111-2222-3333-4444-555555555555}\ledger.db", false)]
    [InlineData(@"\\?\C:\ledger.db", false)]
    [InlineData(@"\\?\UNC\server\share\ledger.db", false)]
    [InlineData(@"\\server\share\ledger.db", false)]
    [InlineData(@"C:\NULL\ledger.db", false)]
    public void A_device_is_told_by_its_name(string path, bool device) => Assert.Equal(device, LedgerLocation.IsDevice(path));

    [Fact]
    public void A_device_of_Windows_is_no_place()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Names of devices are Windows'.");
        BgCheckError error = Assert.Throws<FeishuHireException>(() => LedgerLocation.Resolve(@"\\.\NUL")).Error;
        Assert.Equal((ErrorId.LedgerPathNotAllowed, LedgerDetail.Device), (error.Id, error.Facts["Detail"]));
    }

    [Fact]
    public void This_machines_temporary_folder_is_local() => Assert.False(NetworkDrive.IsOnNetwork(Path.GetTempPath() + "x/y/ledger.db", OperatingSystem.IsWindows()));

    [Fact]
    public void The_order_is_parameter_environment_default()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths of Unix.");
        Dictionary<string, string?> environment = new() { ["HOME"] = "/home/me" };
        Assert.Equal(new LedgerLocation("/home/me/.local/share/FeishuHire/ledger.db", false), Resolve(null, environment));
        environment["XDG_DATA_HOME"] = "relative";
        Assert.Equal(new LedgerLocation("/home/me/.local/share/FeishuHire/ledger.db", false), Resolve(null, environment));
        environment["XDG_DATA_HOME"] = "/data/";
        Assert.Equal(new LedgerLocation("/data/FeishuHire/ledger.db", false), Resolve(" ", environment));
        environment[LedgerLocation.Variable] = "/srv/../var/l.db";
        Assert.Equal(new LedgerLocation("/var/l.db", true), Resolve(null, environment));
        Assert.Equal(new LedgerLocation("/x.db", true), Resolve("/x.db", environment));
    }

    [Theory]
    [InlineData("ledger.db", false, LedgerDetail.NotAFullPath)]
    [InlineData("./ledger.db", false, LedgerDetail.NotAFullPath)]
    [InlineData(@"C:ledger.db", true, LedgerDetail.NotAFullPath)]
    [InlineData(@"\ledger.db", true, LedgerDetail.NotAFullPath)]
    [InlineData("/a\0b", false, LedgerDetail.NotAPath)]
    public void What_is_no_place_is_refused(string path, bool windows, string detail)
    {
        BgCheckError error = Assert.Throws<FeishuHireException>(() => LedgerLocation.Resolve(path, _ => null, windows)).Error;
        Assert.Equal((ErrorId.LedgerPathNotAllowed, detail), (error.Id, error.Facts["Detail"]));
    }

    [Fact]
    public void The_mode_follows_from_who_named_it()
    {
        Assert.Equal(LedgerOpenMode.Default, new LedgerLocation("/x", false).Mode(newLedger: false));
        Assert.Equal(LedgerOpenMode.MustExist, new LedgerLocation("/x", true).Mode(newLedger: false));
        Assert.Equal(LedgerOpenMode.CreateNew, new LedgerLocation("/x", true).Mode(newLedger: true));
        Assert.Equal(LedgerOpenMode.CreateNew, new LedgerLocation("/x", false).Mode(newLedger: true));
    }

    private static LedgerLocation Resolve(string? path, Dictionary<string, string?> environment) =>
        LedgerLocation.Resolve(path, name => environment.GetValueOrDefault(name), windows: false);

    [Fact]
    public void A_link_stands_for_its_file()
    {
        string folder = RealPath.Of(Directory.CreateTempSubdirectory("feishu-link-").FullName);
        try
        {
            string file = Path.Combine(folder, "ledger.db");
            string link = Path.Combine(folder, "link.db");
            Links.ToFile(link, file);
            Assert.Equal(link, LedgerLocation.Resolve(link).Path);
            File.WriteAllText(file, "");
            Assert.Equal(file, LedgerLocation.Resolve(link).Path);
            Assert.Equal(file, LedgerLocation.Resolve(file).Path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
