using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Shell;

/// <summary>tools/FeishuHire.Shell behaves as the console that scripts and schedulers expect.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("FeishuHire").FullName;

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("Get-Nothing; 'but the last statement works'", 0)]
    [InlineData("'first'; Get-Nothing", 1)]
    public async Task A_command_ends_with_the_code_that_pwsh_gives(string command, int code) =>
        Assert.Equal(code, (await ShellProcess.RunAsync("-NoProfile", "-NonInteractive", "-Command", command)).ExitCode);

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("throw 'no'", 1)]
    [InlineData("Get-Nothing; 'an error record is not the end'", 0)]
    public async Task A_script_ends_with_the_code_that_pwsh_gives(string script, int code) =>
        Assert.Equal(code, (await ShellProcess.RunAsync("-File", Script(script))).ExitCode);

    [Fact]
    public async Task A_script_gets_its_arguments_by_name_and_by_position()
    {
        string script = Script("param([string] $Path, [int] $Count, [switch] $Quiet, [Parameter(ValueFromRemainingArguments)] $Rest) \"$Path|$Count|$Quiet|$Rest\"");

        ShellResult shell = (await ShellProcess.RunAsync(script, "a b.csv", "-Quiet", "-Count", "3", "-5")).Ok();

        Assert.Equal(["a b.csv|3|True|-5"], shell.Lines);
    }

    [Fact]
    public async Task A_script_knows_where_it_lies()
    {
        ShellResult shell = (await ShellProcess.RunAsync(Script("$PSScriptRoot"))).Ok();

        Assert.Equal([_folder], shell.Lines);
    }

    [Fact]
    public async Task Errors_are_shown_as_ConciseView_shows_them_on_standard_error()
    {
        ShellResult shell = await ShellProcess.RunAsync("-Command", "throw 'the order is gone'");

        Assert.Equal("Exception: the order is gone", shell.Error.Trim());
        Assert.Empty(shell.Lines);
    }

    [Fact]
    public async Task Every_stream_has_its_label_and_no_colours_when_redirected()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            "[CmdletBinding()] param() $VerbosePreference = $DebugPreference = 'Continue'; "
            + "$PSCmdlet.WriteVerbose('v'); $PSCmdlet.WriteDebug('d'); $PSCmdlet.WriteWarning('w'); "
            + "[pscustomobject]@{ Order = '背调订单'; Stage = 1 }")).Ok();

        Assert.Equal(["VERBOSE: v", "DEBUG: d", "WARNING: w", "Order    Stage", "-----    -----", "背调订单     1"], shell.Lines);
        Assert.DoesNotContain("\u001b", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_shows_as_lines_when_redirected()
    {
        ShellResult shell = (await ShellProcess.RunAsync(
            "-Command",
            "[CmdletBinding()] param() $p = [Management.Automation.ProgressRecord]::new(1, 'Updating', '3 delivered'); $p.PercentComplete = 30; "
            + "$PSCmdlet.WriteProgress($p); $PSCmdlet.WriteProgress($p); $p.RecordType = 'Completed'; $PSCmdlet.WriteProgress($p)")).Ok();

        Assert.Equal("Updating: 3 delivered 30%", shell.Error.Trim());
    }

    [Fact]
    public async Task A_question_fails_where_nobody_can_answer()
    {
        ShellResult shell = await ShellProcess.RunAsync("-Command", "$Host.UI.ReadLine()");

        Assert.Equal(1, shell.ExitCode);
        Assert.Contains("standard input is closed", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_module_is_found_by_its_name()
    {
        ShellResult shell = (await ShellProcess.RunAsync("-Command", "Import-Module FeishuHire; (Get-Module FeishuHire).ModuleBase")).Ok();

        Assert.Equal([Path.TrimEndingDirectorySeparator(Repo.Module)], shell.Lines);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_pipeline_and_lets_finally_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that one process can send to one other as Ctrl+C.");
        Assert.SkipWhen(IgnoresInterrupts(), "The tests run in the background: their processes inherit that Ctrl+C (SIGINT) is ignored.");
        string started = Path.Combine(_folder, "started");
        string ended = Path.Combine(_folder, "ended");
        using ShellProcess shell = ShellProcess.Start(
            [Script($"try {{ [IO.File]::WriteAllText('{started}', ''); while ($true) {{ [Threading.Thread]::Yield() > $null }} }} finally {{ [IO.File]::WriteAllText('{ended}', '') }}")]);
        await FileAppears(started);

        using (Process interrupt = Process.Start("kill", ["-INT", shell.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await interrupt.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(130, (await shell.WaitAsync()).ExitCode);
        Assert.True(File.Exists(ended));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A shell without job control starts what it puts into the background so.
    private static bool IgnoresInterrupts()
    {
        const string key = "SigIgn:";
        const int interrupt = 2;
        string? mask = File.Exists("/proc/self/status") ? Array.Find(File.ReadAllLines("/proc/self/status"), line => line.StartsWith(key, StringComparison.Ordinal)) : null;
        return mask is not null && (ulong.Parse(mask.AsSpan(key.Length).Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) & (1UL << (interrupt - 1))) != 0;
    }

    private static async Task FileAppears(string path)
    {
        while (!File.Exists(path))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private string Script(string text)
    {
        string path = Path.Combine(_folder, "script.ps1");
        File.WriteAllText(path, text, System.Text.Encoding.UTF8);
        return path;
    }
}
