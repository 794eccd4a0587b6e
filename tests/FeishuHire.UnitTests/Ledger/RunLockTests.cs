using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class RunLockTests : IDisposable
{
    private static readonly RunScope Tenant = new("cli_1", "t1");
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_holders_turn_is_free_at_once()
    {
        using Process holder = await Hold("cli_1", "t1");
        Assert.Null(Take(Tenant));
        holder.Kill();
        await holder.WaitForExitAsync();
        using RunLock? turn = Take(Tenant);
        Assert.NotNull(turn);
    }

    [Theory]
    [InlineData("t1", "t1", false)]
    [InlineData("t1", "t2", true)]
    [InlineData("", "t1", false)]
    [InlineData("t1", "", false)]
    [InlineData("", "", false)]
    public async Task Other_processes_share_an_app_only_by_different_tenants(string theirs, string ours, bool together)
    {
        using Process holder = await Hold("cli_1", theirs);
        using (RunLock? turn = Take(new RunScope("cli_1", ours.Length == 0 ? null : ours)))
        {
            Assert.Equal(together, turn is not null);
        }

        using (RunLock? other = Take(new RunScope("cli_2", null)))
        {
            Assert.NotNull(other);
        }

        holder.Kill();
        await holder.WaitForExitAsync();
    }

    [Fact]
    public void Runs_of_one_process_share_the_turn_until_the_last_one_ends()
    {
        RunLock first = Take(Tenant)!;
        RunLock second = Take(Tenant)!;
        first.Dispose();
        first.Dispose();
        Assert.Equal(1, Try("t1"));
        Assert.Equal(0, Try("t2"));
        second.Dispose();
        Assert.Equal(0, Try("t1"));
        Assert.Equal(0, Try(""));
    }

    [Fact]
    public async Task A_run_waits_as_long_as_it_was_told_and_says_so()
    {
        using Process holder = await Hold("cli_1", "t1");
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        Task<RunLock> waiting = RunLock.WaitAsync(_folder.Path, LedgerFolder.Realm, Tenant, TimeSpan.FromSeconds(90), clock, CancellationToken.None);
        for (int i = 0; i < 400 && !waiting.IsCompleted; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        BgCheckError error = (await Assert.ThrowsAsync<FeishuHireException>(() => waiting)).Error;
        Assert.Equal((ErrorId.AnotherRunActive, _folder.Path, "00:01:30"), (error.Id, error.Facts["Path"], error.Facts["Waited"]));
        holder.Kill();
        await holder.WaitForExitAsync();
    }

    [Fact]
    public async Task A_waiting_run_goes_on_when_the_other_ends_and_can_be_stopped()
    {
        using Process holder = await Hold("cli_1", "");
        using var stop = new CancellationTokenSource();
        Task<RunLock> stopped = Wait(stop.Token);
        Task<RunLock> waiting = Wait(CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.False(waiting.IsCompleted);
        holder.StandardInput.WriteLine();
        (await waiting).Dispose();

        Task<RunLock> Wait(CancellationToken token) =>
            RunLock.WaitAsync(_folder.Path, LedgerFolder.Realm, Tenant, TimeSpan.FromMinutes(1), TimeProvider.System, token);
    }

    [Fact]
    public async Task A_look_without_waiting_is_one_look()
    {
        using RunLock turn = Take(Tenant)!;
        Task<RunLock> again = RunLock.WaitAsync(_folder.Path, LedgerFolder.Realm, Tenant, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        Assert.True(again.IsCompletedSuccessfully);
        (await again).Dispose();
    }

    private async Task<Process> Hold(string app, string tenant)
    {
        Process holder = LedgerChild.Start("hold", _folder.Path, app, tenant);
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        return holder;
    }

    private int Try(string tenant) => LedgerChild.Run("try", _folder.Path, "cli_1", tenant);

    private RunLock? Take(RunScope scope) => RunLock.TryTake(_folder.Path, LedgerFolder.Realm, scope);
}
