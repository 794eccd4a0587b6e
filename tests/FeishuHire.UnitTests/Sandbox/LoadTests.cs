using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>Many calls at once change nothing about any of them.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task Thousands_of_calls_are_each_judged_once_and_each_order_keeps_its_order()
    {
        const int Orders = 100;
        const int Stages = 40;
        using var client = new SandboxClient(new SandboxOptions { CallsPerSecond = 0, CallsPerMinute = 0, Jitter = TimeSpan.FromMilliseconds(2) });
        string token = await client.TokenAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Orders),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = TestContext.Current.CancellationToken },
            async (order, cancellationToken) =>
            {
                for (int stage = 1; stage <= Stages; stage++)
                {
                    Reply reply = await client.UpdateAsync(SandboxClient.Row("S" + stage, 1660000000000 + stage, order.ToString()), token, cancellationToken);
                    Assert.Equal(0, reply.Code);
                }
            });

        FeishuHireSandboxStatistics seen = client.Server.Statistics;
        Assert.Equal((Orders * Stages, Orders * Stages, 0, 0), (seen.Calls, seen.Accepted, seen.Refused, seen.Throttled));
        Assert.InRange(seen.PeakInFlight, 2, 32);
        Assert.All(client.Server.ReadOrders(), order =>
        {
            Assert.Equal(Enumerable.Range(1, Stages).Select(stage => "S" + stage), order.Stage.Select(stage => stage.StageId));
            Assert.True(order.Stage.Zip(order.Stage.Skip(1), (one, next) => one.Sequence < next.Sequence && one.ReceivedAt <= next.ReceivedAt).All(rises => rises));
        });
    }

    [Fact]
    public async Task Of_one_stage_sent_many_times_at_once_exactly_one_is_accepted()
    {
        using var client = new SandboxClient(new SandboxOptions { CallsPerSecond = 0 });
        string token = await client.TokenAsync();
        int[] codes = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ => (await client.UpdateAsync(SandboxClient.Row(), token)).Code));
        Assert.Equal(1, codes.Count(code => code == 0));
        Assert.Equal(199, client.Server.Statistics.RepeatedStages);
    }

    [Fact]
    public async Task The_windows_hold_against_a_real_clock()
    {
        using var client = new SandboxClient(new SandboxOptions { CallsPerMinute = 120 });
        string token = await client.TokenAsync();
        int[] codes = await Task.WhenAll(Enumerable.Range(1, 400).Select(async i => (await client.UpdateAsync(SandboxClient.Row("S1", orderId: i.ToString()), token)).Code));
        Assert.InRange(codes.Count(code => code == 0), 50, 120);
        Assert.Equal(codes.Count(code => code == 99991400), client.Server.Statistics.Throttled);
        Assert.Equal(400, client.Server.Statistics.Calls);
    }

    [Fact]
    public async Task Cuts_in_the_midst_of_load_hit_only_their_calls()
    {
        using var client = new SandboxClient(new SandboxOptions
        {
            CallsPerSecond = 0,
            CallsPerMinute = 0,
            Faults = [new SandboxFault(SandboxFaultKind.CutAfterApply) { Count = 50, After = 100 }],
        });
        string token = await client.TokenAsync();
        int cut = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, 600), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (order, cancellationToken) =>
        {
            try
            {
                Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(orderId: order.ToString()), token, cancellationToken)).Code);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref cut);
            }
        });
        Assert.Equal((50, 600, 600), (cut, client.Server.Statistics.Accepted, client.Server.Statistics.Calls));
        Assert.Equal(50, client.Server.ReadOrders().Count(order => order.Stage[0].Fault is not null));
    }
}
