using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using FeishuHire.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>1000 per minute and 50 per second, either trips, per app and tenant.</summary>
public sealed class RateWindowTests
{
    private readonly FakeTimeProvider _time = new();
    private int _stage;

    [Fact]
    public async Task The_51st_call_of_a_second_is_throttled_and_the_headers_say_for_how_long()
    {
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = _time });
        string token = await client.TokenAsync();
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(0, (await NextAsync(client, token)).Code);
        }

        Reply reply = await NextAsync(client, token);
        Assert.Equal((429, 99991400, "50", "1"), (reply.Status, reply.Code, reply.Header("x-ogw-ratelimit-limit"), reply.Header("x-ogw-ratelimit-reset")));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(429, (await NextAsync(client, token)).Status);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await NextAsync(client, token)).Code);
        Assert.Equal((2, 51, 53, 52), (client.Server.Statistics.Throttled, client.Server.Statistics.Accepted, client.Server.Statistics.Calls, client.Server.Statistics.MaxCallsInAnySecond));
    }

    [Fact]
    public async Task The_minute_slides_too()
    {
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = _time, CallsPerSecond = 3, CallsPerMinute = 4 });
        string token = await client.TokenAsync();
        await NextAsync(client, token);
        _time.Advance(TimeSpan.FromSeconds(10));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(0, (await NextAsync(client, token)).Code);
        }

        _time.Advance(TimeSpan.FromSeconds(5.5));
        Reply reply = await NextAsync(client, token);
        Assert.Equal((429, "4", "45"), (reply.Status, reply.Header("x-ogw-ratelimit-limit"), reply.Header("x-ogw-ratelimit-reset")));
        _time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(0, (await NextAsync(client, token)).Code);
        Assert.Equal(429, (await NextAsync(client, token)).Status);
    }

    [Fact]
    public async Task Each_tenant_has_its_own_windows()
    {
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = _time, CallsPerSecond = 1 });
        string custom = await client.TokenAsync();
        string a = await client.TenantTokenAsync("tenant_a");
        string b = await client.TenantTokenAsync("tenant_b");
        foreach (string token in new[] { custom, a, b })
        {
            Assert.Equal(0, (await NextAsync(client, token)).Code);
            Assert.Equal(429, (await NextAsync(client, token)).Status);
        }
    }

    [Fact]
    public async Task A_limit_of_0_is_no_limit()
    {
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = _time, CallsPerSecond = 0, CallsPerMinute = 0 });
        string token = await client.TokenAsync();
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(0, (await NextAsync(client, token)).Code);
        }
    }

    [Fact]
    public void No_window_ever_lets_more_through_and_none_refuses_without_need()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 20], Gen.Int[0, 400].Array[1, 200]).Sample((perSecond, perMinute, gaps) =>
        {
            var time = new FakeTimeProvider();
            var clock = new SandboxClock(time);
            var windows = new RateWindows(perSecond, perMinute);
            var passed = new List<TimeSpan>();
            foreach (int gap in gaps)
            {
                // Mostly within a second, now and then most of a minute.
                time.Advance(TimeSpan.FromMilliseconds(gap > 390 ? gap * 100 : gap));
                TimeSpan now = clock.Elapsed;
                int inSecond = passed.Count(at => now - at < TimeSpan.FromSeconds(1));
                int inMinute = passed.Count(at => now - at < TimeSpan.FromMinutes(1));
                RateVerdict verdict = windows.Enter("app", "tenant", clock);
                Assert.Equal(inSecond < perSecond && inMinute < perMinute, verdict.Passed);
                if (verdict.Passed)
                {
                    passed.Add(now);
                    continue;
                }

                TimeSpan after = now + verdict.Wait;
                Assert.True(
                    verdict.Limit == perMinute
                        ? passed.Count(at => after - at < TimeSpan.FromMinutes(1)) < perMinute
                        : passed.Count(at => after - at < TimeSpan.FromSeconds(1)) < perSecond,
                    "there is room when the wait is over");
            }
        });
    }

    private Task<Reply> NextAsync(SandboxClient client, string token)
    {
        _stage++;
        return client.UpdateAsync(SandboxClient.Row("S" + _stage, 1660000000000 + _stage), token);
    }
}
