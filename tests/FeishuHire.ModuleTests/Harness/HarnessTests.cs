using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>The harness is what all module tests stand on: each of its means is tried once.</summary>
public sealed class HarnessTests
{
    [Fact]
    public void A_run_collects_every_stream()
    {
        using ModuleSession session = new();

        RunResult result = session.Run(
            "[CmdletBinding()] param() $VerbosePreference = $DebugPreference = 'Continue'; $PSCmdlet.WriteVerbose('v'); $PSCmdlet.WriteDebug('d'); "
            + "$PSCmdlet.WriteWarning('w'); $PSCmdlet.WriteInformation('i', @('tag')); "
            + "$PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'a', 's')); Get-Nothing; $given; throw 'end'",
            ("given", 42));

        Assert.Equal(42, Assert.Single(result.Output).BaseObject);
        Assert.Equal(["v"], result.Verbose);
        Assert.Equal(["d"], result.Debug);
        Assert.Equal(["w"], result.Warnings);
        Assert.Equal("i", Assert.Single(result.Information).MessageData);
        Assert.Equal("a", Assert.Single(result.Progress).Activity);
        Assert.Equal(["CommandNotFoundException", "end"], result.ErrorIds);
        Assert.Equal(PSInvocationState.Failed, result.State);
    }

    [Fact]
    public void Objects_reach_the_script_through_the_pipeline()
    {
        using ModuleSession session = new();

        Assert.Equal(["2", "4"], session.RunWith("$input | ForEach-Object { $_ * 2 }", new[] { 1, 2 }).Clean().Texts);
    }

    [Fact]
    public void Select_First_stops_what_comes_before_it()
    {
        using ModuleSession session = new();

        RunResult result = session.Run("$seen = 0; 1..100 | ForEach-Object { $script:seen++; $_ } | Select-First 2; \"seen $seen\"").Clean();

        Assert.Equal(["1", "2", "seen 2"], result.Texts);
    }

    [Fact]
    public async Task Ctrl_C_stops_a_running_script()
    {
        using ModuleSession session = new();
        RunningScript running = session.Start("'started'; while ($true) { [Threading.Thread]::Yield() > $null }");
        await running.FirstOutputAsync();

        Assert.Equal(PSInvocationState.Stopped, running.Stop().State);
    }

    [Fact]
    public void A_question_needs_an_answer_from_the_test()
    {
        using ModuleSession session = new();
        const string Ask = "function Ask { [CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldProcess('order') } ; Ask -Confirm";

        Assert.NotEmpty(session.Run(Ask).AllErrors);
        session.Host.Answers.Enqueue("No");
        Assert.Equal(["False"], session.Run(Ask).Clean().Texts);
        Assert.Equal(2, session.Host.Questions.Count);
    }

    [Fact]
    public void A_session_runs_in_the_culture_it_is_told()
    {
        using ModuleSession session = new();

        System.Collections.Generic.IReadOnlyList<string?> names = session.UseCulture("zh-CN").Run("[cultureinfo]::CurrentUICulture.Name").Texts;

        Assert.Equal(["zh-CN"], names);
    }
}
