using System;
using System.Diagnostics;
using System.IO;
using FeishuHire.Engine.Results;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Results.ResultFolderFixture;

namespace FeishuHire.UnitTests.Results;

/// <summary>A disk that is really full: what was written before stays whole.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("feishu-full-").FullName;
    private readonly bool _mounted;

    public DiskFullTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounting a small file system needs Linux and its administrator; ResultWriterTests has the codes of a full disk.");
        _mounted = Run("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", _disk);
        Assert.SkipUnless(_mounted, "This container may not mount a file system; ResultWriterTests has the codes of a full disk.");
    }

    [Fact]
    public void Rows_end_with_the_last_whole_one()
    {
        int written = 0;
        using ResultWriter writer = ResultWriter.Create(_disk, RunId);
        FeishuHireException failure = Assert.Throws<FeishuHireException>(() =>
        {
            for (; written < 10_000; written++)
            {
                writer.Write(Failed(Row("S" + written)));
            }
        });

        IsFull(failure);
        Assert.True(written > 0);
        Assert.Equal(written, Read(Path.Combine(writer.Folder, "failed.csv")).Count);
    }

    [Fact]
    public void A_file_that_cannot_be_widened_stays_as_it_was()
    {
        using ResultWriter writer = ResultWriter.Create(_disk, RunId);
        string file = Path.Combine(writer.Folder, "failed.csv");
        int written = 0;
        for (; new FileInfo(file).Length < 60_000; written++)
        {
            writer.Write(Failed(Row("S" + written)));
        }

        BgCheckProgress late = Row();
        late.Properties["late"] = "x";
        IsFull(Assert.Throws<FeishuHireException>(() => writer.Write(Failed(late))));
        Assert.Equal(written, Read(file).Count);
        Assert.Equal(4, Directory.GetFiles(writer.Folder).Length);
    }

    public void Dispose()
    {
        if (_mounted)
        {
            Run("umount", _disk);
        }

        Directory.Delete(_disk, recursive: true);
    }

    private static void IsFull(FeishuHireException failure)
    {
        Assert.Equal(ErrorId.ResultPathUnusable, failure.ErrorId);
        Assert.Equal(ResultErrors.DiskFull, failure.Error.Facts["Detail"]);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
