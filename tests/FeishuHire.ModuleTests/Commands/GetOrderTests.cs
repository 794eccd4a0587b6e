using System;
using System.Linq;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Get-BgCheckOrder on the sandbox.</summary>
[Collection(SandboxCollection.Name)]
public sealed class GetOrderTests : IDisposable
{
    private const string Order = "6931286400470354183";

    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Run("Disconnect-FeishuHire; try { Stop-FeishuHireSandbox } catch { }");
        _session.Dispose();
    }

    [Fact]
    public void An_order_shows_its_status_and_stages()
    {
        Start();
        Deliver(Order, "S1");
        RunResult result = _session.Run($"Get-BgCheckOrder {Order}").Clean();
        Assert.Equal(
            [Order, "Arranged", "标准背调", "沙箱背调", null],
            new[] { "BackgroundCheckId", "Status", "Package", "Provider", "EndTime" }.Select(name => result.Values(name)[0]));
        Assert.Equal(["阶段S1 2026-11-02T12:04:00.000+08:00"], _session.Run($"(Get-BgCheckOrder {Order}).Stage | ForEach-Object ToString").Clean().Texts);
        Assert.Null(result.Values("PersonalData")[0]);
    }

    [Fact]
    public void Orders_come_from_the_pipeline_twenty_a_call_each_once()
    {
        Start();
        RunResult result = _session.Run("@(1..45) + @(1..5) | ForEach-Object { [pscustomobject]@{ BackgroundCheckId = \"$_\" } } | Get-BgCheckOrder").Clean();
        Assert.Equal(45, result.Output.Count);
        Assert.Equal(["3"], _session.Run("(Start-FeishuHireSandbox).Statistics.OrderCalls").Clean().Texts);
    }

    [Fact]
    public void Filters_read_all_pages_and_a_pipeline_that_ends_early_ends_them()
    {
        Start("-KnownOrder (1..45 | ForEach-Object ToString) -CompletedOrder '77'");
        Assert.Equal(46, _session.Run("Get-BgCheckOrder").Clean().Output.Count);
        Assert.Equal(["77"], _session.Run("Get-BgCheckOrder -Status Completed").Clean().Texts);
        Assert.Empty(_session.Run("Get-BgCheckOrder -CreatedUntil '2020-01-01' -TimeZone UTC").Clean().Output);
        Assert.Equal(46, _session.Run("Get-BgCheckOrder -CreatedSince '2020-01-01' -UpdatedSince '2020-01-01' -UpdatedUntil ([datetime]::Now.AddDays(1))").Clean().Output.Count);
        Assert.Equal(["1", "2"], _session.Run("Get-BgCheckOrder | Select-First 2 | ForEach-Object ToString").Clean().Texts);
    }

    [Theory]
    [InlineData("Get-BgCheckOrder 6.93E+18", "DamagedId")]
    [InlineData("Get-BgCheckOrder S-1", "InvalidField")]
    [InlineData("Get-BgCheckOrder 404", "OrderNotFound")]
    [InlineData("[pscustomobject]@{ TenantKey = 'x' } | Get-BgCheckOrder", "MissingField")]
    [InlineData("Get-BgCheckOrder 6930000000000000000", "OrderNotFound")]
    [InlineData("Get-BgCheckOrder -CreatedSince soon", "InvalidField")]
    public void What_is_wrong_with_a_question_is_an_error(string script, string errorId)
    {
        Start("-KnownOrder " + Order);
        Assert.StartsWith(errorId + ",FeishuHire.Commands.GetBgCheckOrderCommand", Assert.Single(_session.Run(script).AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_read_is_the_error_itself_and_the_only_one()
    {
        Start("-Fault @{ Kind = 'ScopeMissing'; Endpoint = 'Orders'; Count = 99 }");
        RunResult result = _session.Run("1..45 | ForEach-Object { [pscustomobject]@{ BackgroundCheckId = \"$_\" } } | Get-BgCheckOrder");
        Assert.StartsWith("ScopeMissing,", Assert.Single(result.AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("ScopeMissing,", Assert.Single(_session.Run("Get-BgCheckOrder").AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_connection_nothing_is_asked() =>
        Assert.StartsWith("NotConnected,", Assert.Single(_session.Run("Get-BgCheckOrder 1").AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);

    private void Start(string options = "") =>
        _session.Run($"$null = Start-FeishuHireSandbox -CallsPerSecond 0 {options} -WarningAction SilentlyContinue; $null = Connect-FeishuHire -Sandbox").Clean();

    private void Deliver(string order, string stage) =>
        _session.Run($"Update-BgCheckProgress -BackgroundCheckId {order} -StageId {stage} -StageName 阶段{stage} -StageTime '2026-11-02 12:04:00'").Clean();
}
