using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Http;

/// <summary>What update_result, cancel and batch_query send, held against the contract.</summary>
public sealed class OrderWireTests
{
    private const string Success = """{"code":0,"msg":"SUCCESS","data":{}}""";

    [Fact]
    public async Task A_result_goes_out_with_its_documented_fields()
    {
        BgCheckProgress row = TestConnection.Row();
        row.Result = "无差异";
        row.OperatorRole = "Administrator";
        row.ReportFile = [new BgCheckReportFile("终版.pdf", "https://example.com/final.pdf", "Preview")];
        await using TestServer server = await TestServer.AnsweringAsync(200, Success);
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        CallResult result = await connection.ApiOf(BgCheckDeliveryKind.Result).SendAsync(row, TestConnection.SentTime, TestConnection.Token, default);
        Assert.Equal(CallVerdict.Accepted, result.Verdict);
        TestServer.Received request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/open-apis/hire/v1/eco_background_checks/update_result"), (request.Method, request.Path));
        Assert.Equal("Bearer " + TestConnection.Token, request.Headers["Authorization"]);
        Assert.Equal(
            """{"background_check_id":"6931286400470354183","result":"无差异","result_time":"1660123456789","operator_role":2,"report_file_list":[{"report_name":"终版.pdf","report_url":"https://example.com/final.pdf","report_url_type":2}]}""",
            request.Body);
    }

    [Fact]
    public async Task An_end_names_the_order_alone()
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, Success);
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        Assert.Equal(CallVerdict.Accepted, (await connection.ApiOf(BgCheckDeliveryKind.Cancel).SendAsync(TestConnection.Row(), 0, TestConnection.Token, default)).Verdict);
        TestServer.Received request = Assert.Single(server.Requests);
        Assert.Equal("/open-apis/hire/v1/eco_background_checks/cancel", request.Path);
        Assert.Equal("""{"background_check_id":"6931286400470354183"}""", request.Body);
    }

    [Fact]
    public async Task A_query_goes_by_ids_or_by_filters()
    {
        await using TestServer server = await TestServer.AnsweringAsync(200, Success);
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        foreach (OrderQuery query in new OrderQuery[]
        {
            new() { OrderIds = ["1", "2"], CreatedSince = 1 },
            new() { CreatedSince = 1, CreatedUntil = 2, UpdatedSince = 3, UpdatedUntil = 4, Status = BgCheckOrderStatus.Completed },
            new(),
        })
        {
            Assert.Null(await connection.Orders.QueryAsync(query, null, false, _ => { }, default));
        }

        Assert.All(server.Requests, request => Assert.Equal("/open-apis/hire/v1/background_check_orders/batch_query", request.Path));
        Assert.Equal(
            [
                """{"background_check_order_id_list":["1","2"]}""",
                """{"update_start_time":"3","update_end_time":"4","begin_start_time":"1","begin_end_time":"2","order_status":"3"}""",
                "{}",
            ],
            server.Requests.Select(request => request.Body));
    }

    [Theory]
    [InlineData(400, 1002862, ErrorId.OrderNotFound, BgCheckDeliveryStatus.Rejected)]
    [InlineData(400, 1002858, ErrorId.OrderStatusAbnormal, BgCheckDeliveryStatus.Rejected)]
    [InlineData(500, 1002863, ErrorId.OrderBeingApproved, BgCheckDeliveryStatus.Rejected)]
    [InlineData(500, 1002001, ErrorId.SystemError, BgCheckDeliveryStatus.Uncertain)]
    public async Task Refusals_are_judged_as_those_of_progress_are(int status, int code, string errorId, BgCheckDeliveryStatus outcome)
    {
        var body = new JsonObject { ["code"] = code, ["msg"] = "the result 无差异 of 张三丰" };
        await using TestServer server = await TestServer.AnsweringAsync(status, body.ToJsonString());
        using HireConnection connection = await TestConnection.OpenAsync(server.BaseUri);
        BgCheckProgress row = TestConnection.Row();
        row.Result = "无差异 张三丰";
        BgCheckError error = (await connection.ApiOf(BgCheckDeliveryKind.Result).SendAsync(row, 1, TestConnection.Token, default)).Error!;
        Assert.Equal((errorId, code, outcome), (error.Id, error.Code, error.Outcome));
        Assert.DoesNotContain("张三丰", error.Msg ?? string.Empty);
    }
}
