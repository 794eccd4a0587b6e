using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>The budget against a server that counts sliding windows and sees each call at the worst moment.</summary>
public sealed class RateLimiterTests
{
    private static readonly RateLimits Small = new(5, 20);

    [Fact]
    public void No_window_at_the_server_ever_holds_more_than_the_limit_whatever_the_network_does()
    {
        Gen.Select(Gen.Int[0, 1000].Array[60], Gen.Int[0, 2].Array[60], Gen.Int[1, 8], Gen.Int[0, 3])
            .Sample((latencies, kinds, callers, arrival) => Simulate(latencies, kinds, callers, arrival), iter: 400);
    }

    [Fact]
    public async Task Grants_the_whole_limit_at_once_and_the_next_one_window_after_the_first_answer()
    {
        var clock = new FakeTimeProvider();
        var budget = new RateLimiter(clock);
        var permits = new List<RateLease>();
        for (int i = 0; i < 5; i++)
        {
            permits.Add(await budget.TakeAsync(Small, CancellationToken.None));
        }

        Task<RateLease> next = budget.TakeAsync(Small, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(next.IsCompleted, "calls under way count, however long they take");

        permits[0].End();
        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(10));
        await next.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Serves_waiters_in_the_order_they_came_and_skips_those_that_left()
    {
        var clock = new FakeTimeProvider();
        var budget = new RateLimiter(clock);
        RateLimits one = new(1, 100);
        RateLease first = await budget.TakeAsync(one, CancellationToken.None);
        using var leaving = new CancellationTokenSource();
        Task<RateLease> second = budget.TakeAsync(one, leaving.Token);
        Task<RateLease> third = budget.TakeAsync(one, CancellationToken.None);
        Task<RateLease> fourth = budget.TakeAsync(one, CancellationToken.None);
        leaving.Cancel();
        first.End();
        clock.Advance(TimeSpan.FromSeconds(1.01));
        RateLease permit = await third.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.True(second.IsCanceled);
        Assert.False(fourth.IsCompleted);
        permit.Return();
        await fourth.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Counts_the_calls_of_an_earlier_process()
    {
        var clock = new FakeTimeProvider();
        var budget = new RateLimiter(clock);
        budget.Prime(Enumerable.Range(0, 20).Select(i => TimeSpan.FromSeconds(59 - i)));
        Task<RateLease> next = budget.TakeAsync(Small, CancellationToken.None);
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1.2));
        await next.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_pause_holds_everyone_and_then_spreads_the_calls()
    {
        var clock = new FakeTimeProvider();
        var budget = new RateLimiter(clock);
        RateLimits limits = new(40, 1000);
        budget.Pause(TimeSpan.FromSeconds(3));
        Task<RateLease>[] waiting = [.. Enumerable.Range(0, 40).Select(_ => budget.TakeAsync(limits, CancellationToken.None))];
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal(0, waiting.Count(w => w.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(0.11));
        Assert.Equal(1, waiting.Count(w => w.IsCompleted));
        for (int i = 0; i < 99; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(waiting.Count(w => w.IsCompleted), 5, 11);
        for (int i = 0; i < 300; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(5));
    }

    private static void Simulate(int[] latencies, int[] kinds, int callers, int arrival)
    {
        var clock = new FakeTimeProvider();
        var budget = new RateLimiter(clock);
        var timeout = TimeSpan.FromSeconds(2);
        var seen = new List<long>();
        var underWay = new List<(RateLease Permit, long Start, long End, int Kind)>();
        var waiting = new Queue<Task<RateLease>>();
        int next = 0;
        long now = 0;
        while (next < latencies.Length || underWay.Count > 0 || waiting.Count > 0)
        {
            while (next < latencies.Length && underWay.Count + waiting.Count < callers)
            {
                waiting.Enqueue(budget.TakeAsync(Small, CancellationToken.None));
                next++;
            }

            while (waiting.Count > 0 && waiting.Peek().IsCompletedSuccessfully)
            {
                int call = next - waiting.Count;
                RateLease permit = waiting.Dequeue().Result;
                int kind = kinds[call];
                underWay.Add((permit, now, now + latencies[call], kind));
            }

            for (int i = underWay.Count - 1; i >= 0; i--)
            {
                (RateLease permit, long start, long end, int kind) = underWay[i];
                if (end > now)
                {
                    continue;
                }

                underWay.RemoveAt(i);
                if (kind == 0 && latencies.Length % 2 == 0 && end == start)
                {
                    permit.Return();
                    continue;
                }

                // The server may see the call at its start, at its end, or in between; a call given up, until its timeout.
                long last = kind == 2 ? start + (long)timeout.TotalMilliseconds : end;
                seen.Add(arrival switch { 0 => start, 1 => last, 2 => (start + last) / 2, _ => seen.Count % 2 == 0 ? start : last });
                if (kind == 2)
                {
                    permit.Abandon(timeout);
                }
                else
                {
                    permit.End();
                }
            }

            clock.Advance(TimeSpan.FromMilliseconds(10));
            now += 10;
            Assert.True(now < 3_600_000, "the budget must not stall");
        }

        seen.Sort();
        AssertWindow(seen, Small.PerSecond, 1_000);
        AssertWindow(seen, Small.PerMinute, 60_000);
    }

    private static void AssertWindow(List<long> seen, int limit, int window)
    {
        for (int i = limit; i < seen.Count; i++)
        {
            Assert.True(seen[i] - seen[i - limit] > window, $"{limit + 1} calls within {seen[i] - seen[i - limit]} ms");
        }
    }
}
