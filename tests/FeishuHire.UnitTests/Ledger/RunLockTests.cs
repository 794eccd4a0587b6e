using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class RunLockTests : IDisposable
{
    private const string Realm = LedgerFolder.Realm;
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_holders_turn_is_free_at_once()
    {
        using Process holder = await Hold();
        Assert.Null(Take());
        holder.Kill();
        await holder.WaitForExitAsync();
        using RunLock? turn = Take();
        Assert.NotNull(turn);
    }

    [Fact]
    public async Task Another_realm_has_a_turn_of_its_own()
    {
        using Process holder = await Hold();
        using (RunLock? turn = RunLock.TryTake(_folder.Path, "Lark"))
        {
            Assert.NotNull(turn);
        }

        holder.Kill();
        await holder.WaitForExitAsync();
    }

    [Fact]
    public void Runs_of_one_process_take_turns_as_those_of_others_do()
    {
        RunLock first = Take()!;
        Assert.Null(Take());
        Assert.Equal(1, Try());
        first.Dispose();
        first.Dispose();
        Assert.Equal(0, Try());
        using RunLock? second = Take();
        Assert.NotNull(second);
    }

    [Fact]
    public void Whoever_comes_by_another_name_waits_for_the_same_turn()
    {
        string folder = Path.GetDirectoryName(_folder.Path)!;
        string other = folder.ToUpperInvariant();
        if (!OperatingSystem.IsWindows())
        {
            other = folder + "-link";
            Links.ToFolder(other, folder);
        }

        try
        {
            string name = Path.Combine(other, Path.GetFileName(_folder.Path));
            using (RunLock? first = Take())
            {
                Assert.Null(RunLock.TryTake(name, Realm));
            }

            using RunLock? second = RunLock.TryTake(name, Realm);
            Assert.NotNull(second);
        }
        finally
        {
            if (!OperatingSystem.IsWindows())
            {
                Directory.Delete(other);
            }
        }
    }

    [Fact]
    public async Task A_run_waits_as_long_as_it_was_told_and_says_so()
    {
        using Process holder = await Hold();
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        Task<IDisposable> waiting = RunLock.WaitAsync(Take, _folder.Path, TimeSpan.FromSeconds(90), clock, CancellationToken.None);
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
        using Process holder = await Hold();
        using var stop = new CancellationTokenSource();
        Task<IDisposable> stopped = Wait(stop.Token);
        Task<IDisposable> waiting = Wait(CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.False(waiting.IsCompleted);
        holder.StandardInput.WriteLine();
        (await waiting).Dispose();

        Task<IDisposable> Wait(CancellationToken token) =>
            RunLock.WaitAsync(Take, _folder.Path, TimeSpan.FromMinutes(1), TimeProvider.System, token);
    }

    [Fact]
    public async Task A_look_without_waiting_is_one_look()
    {
        Task<IDisposable> again = RunLock.WaitAsync(Take, _folder.Path, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        Assert.True(again.IsCompletedSuccessfully);
        (await again).Dispose();
    }

    private async Task<Process> Hold()
    {
        Process holder = LedgerChild.Start("hold", _folder.Path, Realm);
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        return holder;
    }

    private int Try() => LedgerChild.Run("try", _folder.Path, Realm);

    private RunLock? Take() => RunLock.TryTake(_folder.Path, Realm);
}
