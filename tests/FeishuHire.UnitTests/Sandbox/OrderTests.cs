using System;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>What the sandbox holds of its orders.</summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData("6931286400470354183", 0)]
    [InlineData("1", 0)]
    [InlineData("6.93E+18", 1002862)]
    [InlineData("S-1", 1002862)]
    [InlineData("６９３", 1002862)]
    public async Task Every_well_formed_id_is_known(string orderId, int code)
    {
        using var client = new SandboxClient();
        Reply reply = await client.UpdateAsync(SandboxClient.Row(orderId: orderId), await client.TokenAsync());
        Assert.Equal((code == 0 ? 200 : 400, code), (reply.Status, reply.Code));
        Assert.Equal(code == 0 ? 1 : 0, client.Server.ReadOrders().Count);
    }

    [Fact]
    public async Task Only_the_known_orders_are_known_once_they_are_named()
    {
        using var client = new SandboxClient(new SandboxOptions { KnownOrders = ["1"], CompletedOrders = ["2"] });
        string token = await client.TokenAsync();
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(orderId: "1"), token)).Code);
        Assert.Equal(1002858, (await client.UpdateAsync(SandboxClient.Row(orderId: "2"), token)).Code);
        Reply unknown = await client.UpdateAsync(SandboxClient.Row(orderId: "3"), token);
        Assert.Equal((400, 1002862, "background check order not exist"), (unknown.Status, unknown.Code, (string)unknown.Json["msg"]!));
        Assert.Null(unknown.Header("X-Sandbox-Assumed"));
        Assert.Equal([BgCheckOrderStatus.Arranged, BgCheckOrderStatus.Completed], client.Server.ReadOrders().Select(order => order.Status));
    }

    [Fact]
    public async Task A_completed_order_takes_no_more()
    {
        using var client = new SandboxClient();
        string token = await client.TokenAsync();
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), token)).Code);
        client.Server.CompleteOrder(SandboxClient.OrderId);
        Reply reply = await client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), token);
        Assert.Equal((400, 1002858), (reply.Status, reply.Code));
        FeishuHireSandboxOrder order = client.Server.ReadOrder(SandboxClient.OrderId)!;
        Assert.Equal((BgCheckOrderStatus.Completed, 1, 1), (order.Status, order.StageCount, order.RefusedCount));
    }

    [Fact]
    public async Task A_repeated_stage_is_refused_by_an_answer_marked_as_assumed()
    {
        using var client = new SandboxClient();
        string token = await client.TokenAsync();
        await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), token);
        foreach (long time in new[] { 1660000000001, 1660000000009 })
        {
            Reply reply = await client.UpdateAsync(SandboxClient.Row("S1", time), token);
            Assert.Equal((400, 1002001, "true"), (reply.Status, reply.Code, reply.Header("X-Sandbox-Assumed")));
            Assert.Equal("assumed", (string)reply.Json["error"]!["details"]![0]!["key"]!);
            Assert.Equal(["stage_id"], reply.Fields);
        }

        Assert.Equal((2, 0, 1), (client.Server.Statistics.RepeatedStages, client.Server.Statistics.TimeBreaches, client.Server.Statistics.Accepted));
        Assert.All(client.Server.ReadOrder(SandboxClient.OrderId)!.Refused, refusal => Assert.True(refusal.IsAssumed));
    }

    [Fact]
    public async Task Stage_time_must_increase_within_the_order_and_only_there()
    {
        using var client = new SandboxClient();
        string token = await client.TokenAsync();
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S1", 1660000000005), token)).Code);
        foreach (long time in new[] { 1660000000005, 1660000000004 })
        {
            Reply reply = await client.UpdateAsync(SandboxClient.Row("S2", time), token);
            Assert.Equal((400, 1002001, "true"), (reply.Status, reply.Code, reply.Header("X-Sandbox-Assumed")));
            Assert.Equal(["stage_time"], reply.Fields);
        }

        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S2", 1660000000006), token)).Code);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001, "77"), token)).Code);
        Assert.Equal((2, 3, 2), (client.Server.Statistics.TimeBreaches, client.Server.Statistics.Accepted, client.Server.Statistics.Refused));
    }

    [Fact]
    public async Task Stages_read_back_in_the_order_of_acceptance_with_the_sandboxs_time()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero));
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = time });
        string token = await client.TokenAsync();
        Reply reply = await client.UpdateAsync(SandboxClient.Row("B", 1660000000001), token);
        Assert.Equal(time.GetUtcNow(), reply.Headers.Date);
        time.Advance(TimeSpan.FromSeconds(3));
        await client.UpdateAsync(SandboxClient.Row("X", 1660000000001, "77"), token);
        await client.UpdateAsync(SandboxClient.Row("A", 1660000000002), token);
        FeishuHireSandboxOrder order = client.Server.ReadOrder(SandboxClient.OrderId)!;
        Assert.Equal([("B", 1L), ("A", 3L)], order.Stage.Select(stage => (stage.StageId, stage.Sequence)));
        Assert.Equal(3000, order.Stage[1].ReceivedAt.UnixMilliseconds - order.Stage[0].ReceivedAt.UnixMilliseconds);
        Assert.Equal("2026-11-02T08:00:03.000+08:00", order.LastReceivedAt.ToString());
        Assert.Null(client.Server.ReadOrder("78"));
    }
}
