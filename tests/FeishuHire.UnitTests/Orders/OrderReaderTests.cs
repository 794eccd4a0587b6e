using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;
using FeishuHire.Sandbox;
using FeishuHire.UnitTests.Http;
using FeishuHire.UnitTests.Sandbox;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace FeishuHire.UnitTests.Orders;

/// <summary>Reading orders back: from the sandbox over the wire, and from servers that answer badly.</summary>
public sealed class OrderReaderTests
{
    private const string Order = SandboxClient.OrderId;

    [Fact]
    public async Task An_order_comes_with_its_stages_and_reports_and_nothing_personal()
    {
        using var client = new SandboxClient(new SandboxOptions { KnownOrders = [Order] });
        string token = await client.TokenAsync();
        await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), token);
        using HireConnection connection = await OpenAsync(client.Server);
        OrdersRead reading = await connection.Orders.ReadAsync([Order, "404"], null, default);
        Assert.Null(reading.Error);
        BgCheckOrder order = Assert.Single(reading.Orders);
        Assert.Equal((Order, BgCheckOrderStatus.Arranged, "标准背调", "沙箱背调"), (order.BackgroundCheckId, order.Status, order.Package, order.Provider));
        BgCheckOrderStage stage = Assert.Single(order.Stage);
        Assert.Equal(("阶段报告", "stage report", 1660000000001), (stage.StageName, stage.StageEnName, stage.Time!.Value.UnixMilliseconds));
        BgCheckOrderReport report = Assert.Single(order.Report);
        Assert.Equal(("阶段报告.pdf", "Stage"), (report.Name, report.Type));
        Assert.Null(order.EndTime);
        Assert.Equal((null, null, null, null), (order.PersonalData, report.Result, report.AttachmentUrl, report.PreviewUrl));
    }

    [Fact]
    public async Task Personal_data_comes_where_it_is_asked_for()
    {
        using var client = new SandboxClient();
        await client.UpdateAsync(SandboxClient.Row("S1", 1660000000001), await client.TokenAsync());
        using HireConnection connection = await OpenAsync(client.Server);
        var found = new List<BgCheckOrder>();
        Assert.Null(await connection.Orders.QueryAsync(new OrderQuery { OrderIds = [Order] }, null, personalData: true, found.Add, default));
        BgCheckOrderPersonalData personal = found.Single().PersonalData!;
        Assert.Equal("通过", personal.Conclusion);
        Assert.All([personal.Candidate!, personal.Contact!], person => Assert.All([person.Name, person.Mobile, person.Email], Assert.NotNull));
        Assert.Equal("期望薪资", personal.CustomField.Single().Key);
        Assert.Contains(personal.Candidate!.Name!, personal.Remark, StringComparison.Ordinal);
        Assert.Equal(("通过", "https://example.com/report.pdf"), (found[0].Report[0].Result, found[0].Report[0].AttachmentUrl));
        Assert.DoesNotContain(personal.Candidate.Name!, found[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        string[] known = [.. Enumerable.Range(1, 45).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        using var client = new SandboxClient(new SandboxOptions { KnownOrders = known });
        using HireConnection connection = await OpenAsync(client.Server);
        var found = new List<string>();
        Assert.Null(await connection.Orders.QueryAsync(new OrderQuery(), null, false, order => found.Add(order.BackgroundCheckId), default));
        Assert.Equal(known, found);
        Assert.Equal(3, client.Server.Statistics.OrderCalls);
    }

    [Fact]
    public async Task A_revoked_token_is_replaced_once_and_a_second_refusal_is_the_error()
    {
        using var client = new SandboxClient(new SandboxOptions { Faults = [Fault(SandboxFaultKind.TokenRevoked)] });
        using HireConnection connection = await OpenAsync(client.Server);
        Assert.Null((await connection.Orders.ReadAsync([Order], null, default)).Error);
        Assert.Equal((2, 2), (client.Server.Statistics.TenantTokenCalls, client.Server.Statistics.OrderCalls));
        client.Server.AddFault(Fault(SandboxFaultKind.TokenRevoked, 2));
        Assert.Equal(ErrorId.TokenRejected, (await connection.Orders.ReadAsync([Order], null, default)).Error!.Id);
    }

    [Fact]
    public async Task A_throttled_or_failed_read_is_repeated()
    {
        using var client = new SandboxClient(new SandboxOptions
        {
            Faults = [Fault(SandboxFaultKind.CutBeforeApply), new SandboxFault(SandboxFaultKind.RateLimited) { Endpoint = SandboxEndpoint.Orders, After = 1 }],
        });
        using HireConnection connection = await OpenAsync(client.Server);
        OrdersRead reading = await connection.Orders.ReadAsync([Order], null, default);
        Assert.Equal((null, 1, 3), (reading.Error, reading.Orders.Count, client.Server.Statistics.OrderCalls));
    }

    [Theory]
    [InlineData(SandboxFaultKind.ScopeMissing, ErrorId.ScopeMissing, 1)]
    [InlineData(SandboxFaultKind.CutAfterApply, ErrorId.ConnectionFailed, 3)]
    [InlineData(SandboxFaultKind.BadGateway, ErrorId.ConnectionFailed, 3)]
    [InlineData(SandboxFaultKind.SystemErrorBeforeApply, ErrorId.SystemError, 3)]
    public async Task What_cannot_be_read_is_the_error_itself(SandboxFaultKind kind, string errorId, int calls)
    {
        using var client = new SandboxClient(new SandboxOptions { Faults = [Fault(kind, 9)] });
        using HireConnection connection = await OpenAsync(client.Server);
        OrdersRead reading = await connection.Orders.ReadAsync([Order], null, default);
        Assert.Equal((errorId, 0, calls), (reading.Error?.Id, reading.Orders.Count, client.Server.Statistics.OrderCalls));
        Assert.Null(reading.Error!.Outcome);
    }

    [Fact]
    public async Task Reads_keep_to_ten_in_any_second()
    {
        using var client = new SandboxClient();
        using HireConnection connection = await OpenAsync(client.Server);
        OrdersRead[] readings = await Task.WhenAll(Enumerable.Range(1, 25).Select(_ => connection.Orders.ReadAsync([Order], null, default)));
        Assert.All(readings, reading => Assert.Null(reading.Error));
        Assert.Equal((25, 0), (client.Server.Statistics.OrderCalls, client.Server.Statistics.Throttled));
        Assert.InRange(client.Server.Statistics.MaxOrderCallsInAnySecond, 1, 10);
    }

    [Theory]
    [InlineData("""{"has_more":true,"page_token":"same","items":[{"order_id":"1"}]}""", 2)]
    [InlineData("""{"has_more":true,"page_token":"same","items":[]}""", 2)]
    public async Task Pages_that_never_end_end_with_an_error(string data, int calls)
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, "{\"code\":0,\"data\":" + data + "}");
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        BgCheckError? error = await connection.Orders.QueryAsync(new OrderQuery(), null, false, _ => { }, default);
        Assert.Equal((ErrorId.UnreadableAnswer, calls), (error?.Id, server.Requests.Count));
    }

    // A filter may leave nothing of a page. A server that only ever promises more is given up.
    [Theory]
    [InlineData(19, 21, null)]
    [InlineData(20, 20, ErrorId.UnreadableAnswer)]
    public async Task Empty_pages_between_are_read_over(int empty, int calls, string? errorId)
    {
        int asked = 0;
        await using TestServer server = await TestServer.StartAsync(async (context, _) =>
        {
            string token = context.Request.Query["page_token"].ToString();
            Assert.Equal(asked == 0 ? "" : $"p{asked}", token);
            asked++;
            string data = asked <= empty ? $$"""{"has_more":true,"page_token":"p{{asked}}","items":[]}""" : asked == empty + 1 ? $$"""{"has_more":true,"page_token":"p{{asked}}","items":[{"order_id":"1"}]}""" : """{"has_more":false,"items":[{"order_id":"2"}]}""";
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync("{\"code\":0,\"data\":" + data + "}");
        });
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        var found = new List<string>();
        BgCheckError? error = await connection.Orders.QueryAsync(new OrderQuery(), null, false, order => found.Add(order.BackgroundCheckId), default);
        Assert.Equal((errorId, calls), (error?.Id, asked));
        Assert.Equal(errorId is null ? ["1", "2"] : [], found);
    }

    [Theory]
    [InlineData("""null""")]
    [InlineData("""{}""")]
    [InlineData("""{"items":{}}""")]
    [InlineData("""{"items":[null,1,"x",[],{},{"order_id":null},{"order_id":""},{"order_id":{}}],"has_more":"true","page_token":7}""")]
    public async Task An_answer_without_orders_shows_none(string data)
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, "{\"code\":0,\"data\":" + data + "}");
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        OrdersRead reading = await connection.Orders.ReadAsync([Order], null, default);
        Assert.Equal((null, 0), (reading.Error, reading.Orders.Count));
    }

    [Fact]
    public async Task Members_missing_or_of_another_type_are_left_out()
    {
        const string Item = """
            {"order_id":6931286400470354183,"order_status":"4","package":{"name":"x"},"provider_info":[],"begin_time":1660000000001,
             "end_time":"soon","update_time":"99999999999999999","conclusion":[1],"process_info_list":[{},{"process":7,"update_time":null},"x"],
             "feedback_info_list":[{"report_type":"2","create_time":-5},{"report_type":8,"report_name":"r"}],
             "candidate_info":"x","contactor_info":{"name":null},"custom_data_list":[{"key":"k"},{"value":"v"}],"remark":{}}
            """;
        await using TestServer server = await TestServer.AnsweringAsync(200, "{\"code\":0,\"data\":{\"items\":[" + Item + "]}}");
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        var found = new List<BgCheckOrder>();
        Assert.Null(await connection.Orders.QueryAsync(new OrderQuery { OrderIds = [Order] }, null, personalData: true, found.Add, default));
        BgCheckOrder order = found.Single();
        Assert.Equal((Order, BgCheckOrderStatus.Terminated, null, null), (order.BackgroundCheckId, order.Status, order.Package, order.Provider));
        Assert.Equal((1660000000001, null, null), (order.BeginTime?.UnixMilliseconds, order.EndTime, order.UpdateTime));
        Assert.Equal([(null, null), ("7", null)], order.Stage.Select(stage => (stage.StageName, stage.Time)));
        Assert.Equal([("Final", null), ("8", "r")], order.Report.Select(report => (report.Type, report.Name)));
        Assert.Equal((null, null, null), (order.PersonalData!.Conclusion, order.PersonalData.Candidate, order.PersonalData.Remark));
        Assert.Equal(["k"], order.PersonalData.CustomField.Select(field => field.Key));
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using var client = new SandboxClient(new SandboxOptions { Faults = [Fault(SandboxFaultKind.NoAnswer)] });
        using HireConnection connection = await OpenAsync(client.Server);
        using var stop = new CancellationTokenSource();
        Task<OrdersRead> reading = connection.Orders.ReadAsync([Order], null, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static SandboxFault Fault(SandboxFaultKind kind, int count = 1) => new(kind) { Endpoint = SandboxEndpoint.Orders, Count = count };

    private static Task<HireConnection> OpenAsync(SandboxServer server) => HireConnection.OpenAsync(
        new ConnectionOptions
        {
            BaseUri = server.BaseUri,
            AppId = server.Credentials.AppId,
            AppSecret = new NetworkCredential(string.Empty, server.Credentials.AppSecret).SecurePassword,
            NoLedger = true,
        },
        CancellationToken.None);
}
