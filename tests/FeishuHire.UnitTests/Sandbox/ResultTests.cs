using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>The final result and the end of an order in the sandbox.</summary>
public sealed class ResultTests
{
    [Fact]
    public async Task A_result_completes_the_order()
    {
        using var client = new SandboxClient();
        string token = await client.TokenAsync();
        Reply reply = await client.CompleteAsync(token);
        Assert.Equal((200, "success"), (reply.Status, (string)reply.Json["msg"]!));
        FeishuHireSandboxOrder order = client.Server.ReadOrder(SandboxClient.OrderId)!;
        Assert.Equal((BgCheckOrderStatus.Completed, "无差异", "终版报告.pdf"), (order.Status, order.Result.Single().Result, order.Result[0].ReportFile.Single().Name));
        Assert.Equal(1660123459999, order.Result[0].ResultTime.UnixMilliseconds);
        Assert.Equal((400, 1002858), Told(await client.CompleteAsync(token)));
        Assert.Equal((400, 1002858), Told(await client.UpdateAsync(SandboxClient.Row(), token)));
        Assert.Equal(["Result", "Progress"], client.Server.ReadOrder(SandboxClient.OrderId)!.Refused.Select(refusal => refusal.Call));
        JsonNode shown = await client.ShowAsync(token);
        Assert.Equal((3, "无差异", 2), ((int)shown["order_status"]!, (string)shown["conclusion"]!, (int)shown["feedback_info_list"]![0]!["report_type"]!));
        Assert.NotNull(shown["end_time"]);
        Assert.Equal((2, 0), (client.Server.Statistics.ResultCalls, client.Server.Statistics.Accepted));
    }

    [Theory]
    [InlineData(SandboxApproval.Approved, 8, 1002858)]
    [InlineData(SandboxApproval.Rejected, 9, 0)]
    [InlineData(SandboxApproval.Withdrawn, 6, 0)]
    [InlineData(SandboxApproval.Pending, 5, 1002863)]
    public async Task Approval_is_shown_as_waiting_once_and_then_decided(SandboxApproval approval, int decided, int next)
    {
        using var client = new SandboxClient(new SandboxOptions { ApproveResult = approval });
        string token = await client.TokenAsync();
        Assert.Equal(0, (await client.CompleteAsync(token)).Code);
        Assert.Equal((500, 1002863), Told(await client.CompleteAsync(token)));
        Assert.Equal(5, (int)(await client.ShowAsync(token))["order_status"]!);
        Assert.Equal(decided, (int)(await client.ShowAsync(token))["order_status"]!);
        Assert.Equal(next, (await client.CompleteAsync(token)).Code);
    }

    [Fact]
    public async Task Cancel_terminates_the_order()
    {
        using var client = new SandboxClient(new SandboxOptions { KnownOrders = [SandboxClient.OrderId] });
        string token = await client.TokenAsync();
        Assert.Equal((400, 1002862), Told(await client.CancelAsync("5", token)));
        Assert.Equal((200, 0), Told(await client.CancelAsync(SandboxClient.OrderId, token)));
        Assert.Equal(BgCheckOrderStatus.Terminated, client.Server.ReadOrder(SandboxClient.OrderId)!.Status);
        Assert.Equal((400, 1002858), Told(await client.UpdateAsync(SandboxClient.Row(), token)));
        Assert.Equal((400, 1002858), Told(await client.CompleteAsync(token)));
        Reply again = await client.CancelAsync(SandboxClient.OrderId, token);
        Assert.Equal((400, 1002858, "true"), (again.Status, again.Code, again.Header("X-Sandbox-Assumed")));
        Assert.Equal(3, client.Server.Statistics.CancelCalls);
    }

    [Fact]
    public async Task Fields_of_a_result_are_held_against_the_table()
    {
        using var client = new SandboxClient(new SandboxOptions { KnownOrders = ["1"] });
        string token = await client.TokenAsync();
        Reply reply = await client.PostAsync(SandboxClient.ResultPath, """{"result":"","operator_role":3}""", token);
        Assert.Equal((400, 99992402), Told(reply));
        Assert.Equal(["background_check_id", "result", "result_time", "operator_role"], reply.Fields);
        Assert.Equal((400, 1002862), Told(await client.CompleteAsync(token)));
    }

    private static (int Status, int Code) Told(Reply reply) => (reply.Status, reply.Code);
}
