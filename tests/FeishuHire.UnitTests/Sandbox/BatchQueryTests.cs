using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>Reading orders back from the sandbox.</summary>
public sealed class BatchQueryTests
{
    [Fact]
    public async Task Orders_are_shown_with_their_stages_newest_first()
    {
        using var client = new SandboxClient();
        string token = await client.TokenAsync();
        await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), token);
        await client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), token);
        JsonNode order = (await ItemsAsync(client, token, SandboxClient.OrderId)).Single();
        Assert.Equal((SandboxClient.OrderId, 2), ((string)order["order_id"]!, (int)order["order_status"]!));
        Assert.Equal(
            [("阶段报告", "stage report", "1660000000002"), ("阶段报告", "stage report", "1660000000001")],
            order["process_info_list"]!.AsArray().Select(stage => ((string)stage!["process"]!, (string)stage["en_process"]!, (string)stage["update_time"]!)));
        JsonNode report = order["feedback_info_list"]!.AsArray()[0]!;
        Assert.Equal((1, "阶段报告.pdf", "通过"), ((int)report["report_type"]!, (string)report["report_name"]!, (string)report["result"]!));
        Assert.Equal("通过", (string)order["conclusion"]!);
        Assert.All(["candidate_info", "contactor_info", "custom_data_list", "remark"], member => Assert.NotNull(order[member]));
        Assert.Equal((2, 1), (client.Server.Statistics.Calls, client.Server.Statistics.OrderCalls));
    }

    [Fact]
    public async Task Every_well_formed_id_is_shown_and_reading_leaves_nothing_behind()
    {
        using var client = new SandboxClient();
        string token = await client.TokenAsync();
        Assert.Equal(["1", "2"], (await ItemsAsync(client, token, "1", "x", "2", "1")).Select(item => (string)item["order_id"]!));
        Assert.Empty(client.Server.ReadOrders());
        Assert.Empty(await ItemsAsync(client, token));
    }

    [Fact]
    public async Task Filters_choose_among_the_known_orders()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero));
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = time, KnownOrders = ["1", "2"], CompletedOrders = ["3"] });
        string token = await client.TokenAsync();
        Assert.Equal(["1", "2", "3"], (await ItemsAsync(client, token)).Select(item => (string)item["order_id"]!));
        string start = Milliseconds(time);
        time.Advance(TimeSpan.FromMinutes(1));
        await client.UpdateAsync(SandboxClient.Row("S1", orderId: "2"), token);
        string since = Milliseconds(time);
        Assert.Equal(["2"], await IdsAsync(client, token, new JsonObject { ["update_start_time"] = since }));
        Assert.Equal(["1", "3"], await IdsAsync(client, token, new JsonObject { ["update_end_time"] = start, ["begin_end_time"] = since }));
        Assert.Empty(await IdsAsync(client, token, new JsonObject { ["begin_start_time"] = since }));
        Assert.Equal(["3"], await IdsAsync(client, token, new JsonObject { ["order_status"] = "3" }));
        Assert.Equal(["1"], await IdsAsync(client, token, new JsonObject { ["order_status"] = "3", ["background_check_order_id_list"] = new JsonArray("1") }));
    }

    [Fact]
    public async Task Pages_follow_one_another_by_token()
    {
        string[] known = [.. Enumerable.Range(1, 25).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        using var client = new SandboxClient(new SandboxOptions { KnownOrders = known });
        string token = await client.TokenAsync();
        var read = new List<string>();
        var sizes = new List<int>();
        string query = "?page_size=11";
        while (true)
        {
            JsonNode data = (await client.PostAsync(SandboxClient.BatchQueryPath + query, "{}", token)).Json["data"]!;
            string[] ids = [.. data["items"]!.AsArray().Select(item => (string)item!["order_id"]!)];
            read.AddRange(ids);
            sizes.Add(ids.Length);
            if (!(bool)data["has_more"]!)
            {
                break;
            }

            query = "?page_size=11&page_token=" + (string)data["page_token"]!;
        }

        Assert.Equal(known, read);
        Assert.Equal([11, 11, 3], sizes);
        Assert.Equal(10, (await client.PostAsync(SandboxClient.BatchQueryPath, "{}", token)).Json["data"]!["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("?page_size=0", "{}", 1002002)]
    [InlineData("?page_size=101", "{}", 1002002)]
    [InlineData("?page_token=other", "{}", 1002002)]
    [InlineData("", """{"order_status":"7"}""", 1002002)]
    [InlineData("", """{"order_status":3}""", 99992402)]
    [InlineData("", """{"background_check_order_id_list":"1"}""", 99992402)]
    [InlineData("", """{"background_check_order_id_list":[1]}""", 99992402)]
    [InlineData("", """{"update_start_time":"yesterday"}""", 99992402)]
    [InlineData("", "[]", 9499)]
    public async Task A_query_that_is_wrong_is_refused(string query, string body, int code)
    {
        using var client = new SandboxClient();
        Reply reply = await client.PostAsync(SandboxClient.BatchQueryPath + query, body, await client.TokenAsync());
        Assert.Equal((400, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task More_than_twenty_ids_are_refused()
    {
        using var client = new SandboxClient();
        string token = await client.TokenAsync();
        string[] ids = [.. Enumerable.Range(1, 21).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        Assert.Equal(20, (await client.PostAsync(SandboxClient.BatchQueryPath + "?page_size=20", Ids(ids[..20]), token)).Json["data"]!["items"]!.AsArray().Count);
        Assert.Equal(1002002, (await client.PostAsync(SandboxClient.BatchQueryPath, Ids(ids), token)).Code);
    }

    [Fact]
    public async Task It_has_a_window_of_its_own_of_ten_a_second()
    {
        using var client = new SandboxClient(new SandboxOptions { TimeProvider = new FakeTimeProvider(), CallsPerSecond = 3 });
        string token = await client.TokenAsync();
        var codes = new List<int>();
        for (int i = 0; i < 11; i++)
        {
            codes.Add((await client.PostAsync(SandboxClient.BatchQueryPath, "{}", token)).Code);
        }

        Assert.Equal([.. Enumerable.Repeat(0, 10), 99991400], codes);
        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row("S" + i, 1660000000000 + i), token)).Code);
        }

        Assert.Equal(99991400, (await client.UpdateAsync(SandboxClient.Row("S4", 1660000000009), token)).Code);
        Assert.Equal(0, (await client.CancelAsync(SandboxClient.OrderId, token)).Code);
        Assert.Equal(11, client.Server.Statistics.MaxOrderCallsInAnySecond);
    }

    [Fact]
    public async Task A_fault_hits_the_call_that_it_names_and_the_order_that_it_names()
    {
        var fault = new SandboxFault(SandboxFaultKind.ScopeMissing) { Endpoint = SandboxEndpoint.Orders, OrderId = "2", Count = 9 };
        using var client = new SandboxClient(new SandboxOptions { Faults = [fault] });
        string token = await client.TokenAsync();
        Assert.Equal(99991672, (await client.PostAsync(SandboxClient.BatchQueryPath, Ids("1", "2"), token)).Code);
        Assert.Equal(0, (await client.PostAsync(SandboxClient.BatchQueryPath, Ids("1"), token)).Code);
        Assert.Equal(0, (await client.UpdateAsync(SandboxClient.Row(orderId: "2"), token)).Code);
    }

    [Fact]
    public async Task Stages_can_be_hidden_or_shown_with_another_time()
    {
        using var client = new SandboxClient(new SandboxOptions
        {
            ShowStage = static stage => stage.StageId == "S1" ? null : stage.StageTime.UnixMilliseconds / 1000 * 1000,
        });
        string token = await client.TokenAsync();
        await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), token);
        await client.UpdateAsync(SandboxClient.Row("S2", 1660000000002), token);
        JsonArray stages = (await ItemsAsync(client, token, SandboxClient.OrderId)).Single()["process_info_list"]!.AsArray();
        Assert.Equal(["1660000000000"], stages.Select(stage => (string)stage!["update_time"]!));
    }

    private static string Milliseconds(FakeTimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Ids(params string[] ids) =>
        new JsonObject { ["background_check_order_id_list"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) }.ToJsonString();

    private static async Task<JsonNode[]> ItemsAsync(SandboxClient client, string token, params string[] ids)
    {
        Reply reply = await client.PostAsync(SandboxClient.BatchQueryPath, ids.Length == 0 ? "{}" : Ids(ids), token);
        Assert.Equal((200, 0), (reply.Status, reply.Code));
        return [.. reply.Json["data"]!["items"]!.AsArray().Select(item => item!)];
    }

    private static async Task<string[]> IdsAsync(SandboxClient client, string token, JsonObject body)
    {
        Reply reply = await client.PostAsync(SandboxClient.BatchQueryPath, body.ToJsonString(), token);
        Assert.Equal((200, 0), (reply.Status, reply.Code));
        return [.. reply.Json["data"]!["items"]!.AsArray().Select(item => (string)item!["order_id"]!)];
    }
}
