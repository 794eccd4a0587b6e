using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;
using static FeishuHire.ModuleTests.Commands.UpdateSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Every way a pipeline can end early: nothing hangs, nothing new is sent.</summary>
public sealed class UpdateStopTests
{
    [Fact]
    public async Task Ctrl_C_ends_calls_that_get_no_answer()
    {
        await using UpdateSession update = await OpenAsync();
        var gate = new TaskCompletionSource();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        update.Server.Gate = gate.Task;
        _ = Task.Run(async () =>
        {
            while (update.Calls.Count == 0)
            {
                await Task.Yield();
            }

            arrived.SetResult();
        });
        var input = new PSDataCollection<object>(Enumerable.Range(1, 40).Select(i => (object)Good(i)));
        input.Complete();
        RunningScript running = update.Session.Start("$input | Update-BgCheckProgress -NoReadBack", input);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        RunResult result = running.Stop();
        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Errors);
        Assert.Single(update.Calls);
        gate.SetResult();
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_that_waits_for_input()
    {
        await using UpdateSession update = await OpenAsync();
        var input = new PSDataCollection<object> { Good(1) };
        RunningScript running = update.Session.Start("$input | Update-BgCheckProgress -NoReorder", input);
        while (update.Calls.Count == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(PSInvocationState.Stopped, running.Stop().State);
    }

    [Fact]
    public async Task Select_First_ends_the_run_and_the_session_goes_on()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Session.RunWith("$input | Update-BgCheckProgress -ThrottleLimit 1 | Select-First 2", Enumerable.Range(1, 200).Select(i => Good(i)));
        Assert.Equal(2, result.Output.Count);
        Assert.InRange(update.Calls.Count, 2, 199);

        // What the end left untried keeps its place: a later stage waits for it.
        Assert.Contains("OrderHeld", Assert.Single(update.Deliver("", Good(900)).Errors).FullyQualifiedErrorId);
        Assert.Single(update.Deliver("-OnFailure Continue", Good(901)).Clean().Output);
    }

    [Fact]
    public async Task A_failure_further_down_the_pipeline_ends_the_run()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Session.RunWith("$input | Update-BgCheckProgress -ThrottleLimit 1 | ForEach-Object { throw 'downstream' }", Enumerable.Range(1, 200).Select(i => Good(i)));
        Assert.Contains("downstream", result.Terminating!.Message);
        Assert.InRange(update.Calls.Count, 1, 199);
    }

    [Fact]
    public async Task MaxDuration_ends_in_order_and_says_what_is_left()
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (_, _) => (429, Refusal(99991400));
        RunResult result = update.Deliver("-MaxDuration 0.5", Good(1), Good(2));
        Assert.Null(result.TerminatingError);
        Assert.Contains(result.Warnings, w => w.Contains("-MaxDuration", StringComparison.Ordinal));
        dynamic counts = PSObject.AsPSObject(result.Information.Single(i => i.Tags.Contains("FeishuHire.Summary")).MessageData).BaseObject;
        Assert.Equal(("OutOfTime", 2L), ((string)counts.End, (long)counts.Unprocessed));
    }

    [Fact]
    public async Task Two_runspaces_have_two_connections()
    {
        await using UpdateSession one = await OpenAsync();
        await using UpdateSession two = await OpenAsync();
        one.Deliver("", Good(1)).Clean();
        two.Deliver("", Good(2)).Clean();
        Assert.Equal("S1", (string?)Assert.Single(one.Calls)["stage_id"]);
        Assert.Equal("S2", (string?)Assert.Single(two.Calls)["stage_id"]);
    }

    [Fact]
    public async Task A_connection_serves_other_runspaces_by_name()
    {
        await using UpdateSession update = await OpenAsync();
        object connection = update.Run("Get-FeishuHireConnection").Clean().Output[0].BaseObject;
        using ModuleSession other = new();
        other.Run("Update-BgCheckProgress -BackgroundCheckId 6931286400470354183 -StageId S1 -StageName n -StageTime 1793592265000 -Connection $c", ("c", connection)).Clean();
        Assert.Single(update.Calls);
    }

    [Fact]
    public async Task Progress_is_shown_by_the_clock_and_always_taken_away()
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (_, _) => (429, Refusal(99991400));
        RunResult result = update.Deliver("-MaxDuration 3", [.. Enumerable.Range(1, 20).Select(i => Good(i))]);
        Assert.InRange(result.Progress.Count, 2, 20);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
        Assert.Single(result.Progress.Select(p => p.ActivityId).Distinct());

        update.Answer = (_, _) => null;
        Assert.Empty(update.Deliver("-MaxDuration 0.9", Good(90)).Progress);
    }
}
