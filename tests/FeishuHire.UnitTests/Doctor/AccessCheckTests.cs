using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Ledger;
using FeishuHire.Sandbox;
using FeishuHire.UnitTests.Connection;
using FeishuHire.UnitTests.Ledger;
using FeishuHire.UnitTests.Sandbox;
using Xunit;
using static FeishuHire.FeishuHireCheckStatus;

namespace FeishuHire.UnitTests.Doctor;

/// <summary>Token, allow-list, scope and calls left, against the sandbox.</summary>
public sealed class AccessCheckTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_healthy_set_up_passes_and_nothing_is_sent()
    {
        using var sandbox = new SandboxClient();
        _folder.Open().Dispose();
        string[] before = _folder.Files();
        ConnectionOptions options = With(sandbox, ledger: true);

        Examination found = await Examination.RunAsync(options, request => new() { Options = request.Options, PowerShell = request.PowerShell, Module = request.Module, ResultPath = _folder.File("results") });

        Assert.Empty(found.Of(Failed));
        Assert.Empty(found.Of(Warning));
        Assert.Equal(["LedgerBackup", "NameResolution", "Certificate"], found.Of(Skipped));
        Assert.Empty(sandbox.Server.ReadOrders());
        Assert.Equal((0, 1, 1), (sandbox.Server.Statistics.Calls, sandbox.Server.Statistics.OrderCalls, sandbox.Server.Statistics.TenantTokenCalls));
        Assert.Equal(before, _folder.Files());
        Assert.All(found.All, check => Assert.DoesNotContain(sandbox.Server.Credentials.AppSecret, check.ToString(), StringComparison.Ordinal));
        Assert.Contains("1000 of 1000", found["CallsLeft"].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99991401, "IpAllowList", new[] { "ReadScope" })]
    [InlineData(99991672, "ReadScope", new string[0])]
    [InlineData(99991673, "Token", new[] { "IpAllowList", "ReadScope" })]
    [InlineData(99991403, "ReadScope", new[] { "IpAllowList" })]
    public async Task What_Feishu_refuses_fails_its_own_check(int code, string failed, string[] skipped)
    {
        using var sandbox = new SandboxClient(new SandboxOptions
        {
            Faults = [new SandboxFault(SandboxFaultKind.Answer) { Endpoint = SandboxEndpoint.Orders, Code = code, Status = 400, Count = 9 }],
        });
        Examination found = await Examination.RunAsync(With(sandbox));
        Assert.Equal([failed], found.Of(Failed));
        Assert.Contains(code.ToString(CultureInfo.InvariantCulture), found[failed].Detail, StringComparison.Ordinal);
        Assert.All(skipped, check => Assert.Equal(Skipped, found[check].Status));
    }

    [Fact]
    public async Task A_missing_scope_is_named_with_its_page()
    {
        using var sandbox = new SandboxClient(new SandboxOptions { Faults = [new SandboxFault(SandboxFaultKind.ScopeMissing) { Endpoint = SandboxEndpoint.Orders }] });
        Examination found = await Examination.RunAsync(With(sandbox));
        Assert.Equal(["ReadScope"], found.Of(Failed));
        Assert.Contains("hire:background_check_order", found["ReadScope"].ToString(), StringComparison.Ordinal);
        Assert.Equal(Passed, found["IpAllowList"].Status);
    }

    [Fact]
    public async Task An_order_that_Feishu_does_not_like_still_shows_that_reading_is_allowed()
    {
        using var sandbox = new SandboxClient(new SandboxOptions
        {
            Faults = [new SandboxFault(SandboxFaultKind.Answer) { Endpoint = SandboxEndpoint.Orders, Code = 1002002, Status = 400 }],
        });
        Assert.Equal(Passed, (await Examination.RunAsync(With(sandbox)))["ReadScope"].Status);
    }

    [Fact]
    public async Task A_server_that_throttles_leaves_it_open()
    {
        using var sandbox = new SandboxClient(new SandboxOptions { Faults = [new SandboxFault(SandboxFaultKind.RateLimited) { Endpoint = SandboxEndpoint.Orders }] });
        Examination found = await Examination.RunAsync(With(sandbox));
        Assert.Empty(found.Of(Failed));
        Assert.All(["IpAllowList", "ReadScope"], check => Assert.Equal(Skipped, found[check].Status));
    }

    [Fact]
    public async Task A_wrong_secret_fails_the_token_and_is_not_shown()
    {
        using var sandbox = new SandboxClient();
        ConnectionOptions options = With(sandbox);
        options.AppSecret = Credentials.Secure("wrong-secret-0123456789");
        Examination found = await Examination.RunAsync(options);
        Assert.Equal(["Token"], found.Of(Failed));
        Assert.Equal(Passed, found["Server"].Status);
        Assert.All(found.All, check => Assert.DoesNotContain("wrong-secret", check.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_credentials_fail_the_token_and_the_server_is_asked_all_the_same()
    {
        using var sandbox = new SandboxClient();
        Examination found = await Examination.RunAsync(new ConnectionOptions { BaseUri = sandbox.Server.BaseUri, NoLedger = true });
        Assert.Equal(["Token"], found.Of(Failed));
        Assert.Contains("-AppId", found["Token"].Detail, StringComparison.Ordinal);
        Assert.Equal(Passed, found["Server"].Status);
        Assert.Equal(Skipped, found["CallsLeft"].Status);
    }

    [Fact]
    public async Task A_token_that_was_given_is_proved_by_the_read()
    {
        using var sandbox = new SandboxClient();
        ConnectionOptions options = new() { BaseUri = sandbox.Server.BaseUri, NoLedger = true, TenantAccessToken = Credentials.Secure("t-nobodys-token-0123456789") };
        Examination found = await Examination.RunAsync(options);
        Assert.Equal(["Token"], found.Of(Failed));
        Assert.All(found.All, check => Assert.DoesNotContain("nobodys", check.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_fetched_anew()
    {
        using var sandbox = new SandboxClient(new SandboxOptions { Faults = [new SandboxFault(SandboxFaultKind.TokenRevoked) { Endpoint = SandboxEndpoint.Orders }] });
        Assert.Empty((await Examination.RunAsync(With(sandbox))).Of(Failed));
    }

    [Fact]
    public async Task A_store_app_without_a_tenant_is_checked_as_far_as_it_goes()
    {
        using var sandbox = new SandboxClient();
        SandboxCredentials secrets = sandbox.Server.Credentials;
        ConnectionOptions options = new()
        {
            BaseUri = sandbox.Server.BaseUri,
            NoLedger = true,
            AppId = secrets.StoreAppId,
            AppSecret = Credentials.Secure(secrets.StoreAppSecret),
            AppTicket = Credentials.Secure(secrets.AppTicket),
        };
        Examination found = await Examination.RunAsync(options);
        Assert.Empty(found.Of(Failed));
        Assert.Equal(Passed, found["Token"].Status);
        Assert.All(["IpAllowList", "ReadScope", "CallsLeft"], check => Assert.Contains("-TenantKey", found[check].Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_of_the_last_minute_count_whoever_made_them()
    {
        using var sandbox = new SandboxClient();
        ConnectionOptions options = With(sandbox, ledger: true);
        options.NewLedger = true;
        options.CallsPerMinute = 3;
        using HireConnection connection = await options.OpenAsync();
        using (IDisposable turn = await LedgerFolder.Enter(connection.Ledger))
        {
            for (int i = 0; i < 2; i++)
            {
                LedgerEntry stage = Entries.Stage("S" + i);
                await connection.Ledger.RecordIntentAsync(stage, connection.BudgetKey(null), CancellationToken.None);
                await connection.Ledger.RecordOutcomeAsync(stage with { Status = BgCheckDeliveryStatus.Delivered }, connection.BudgetKey(null));
            }
        }

        Assert.Contains("1 of 3", (await Examination.RunAsync(options))["CallsLeft"].Detail, StringComparison.Ordinal);
        options.CallsPerMinute = 2;
        Examination found = await Examination.RunAsync(options, request => new() { Options = options, Connection = connection, PowerShell = "", Module = "" });
        Assert.Equal(Warning, found["CallsLeft"].Status);
        Assert.Contains("0 of 2", found["CallsLeft"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_word_has_its_Chinese()
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        try
        {
            using var sandbox = new SandboxClient(new SandboxOptions { Faults = [new SandboxFault(SandboxFaultKind.ScopeMissing) { Endpoint = SandboxEndpoint.Orders }] });
            Examination found = await Examination.RunAsync(With(sandbox));
            Assert.All(found.All, check => Assert.Contains(check.Detail, IsHan));
            Assert.Contains(found["ReadScope"].Remedy!, IsHan);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
    }

    private ConnectionOptions With(SandboxClient sandbox, bool ledger = false) => new()
    {
        BaseUri = sandbox.Server.BaseUri,
        Realm = LedgerFolder.Realm,
        AppId = sandbox.Server.Credentials.AppId,
        AppSecret = Credentials.Secure(sandbox.Server.Credentials.AppSecret),
        LedgerPath = ledger ? _folder.Path : null,
        NoLedger = !ledger,
    };
}
