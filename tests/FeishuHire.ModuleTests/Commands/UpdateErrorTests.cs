using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;
using static FeishuHire.ModuleTests.Commands.UpdateSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>What a refusal looks like to the user, and what each stream and preference does.</summary>
public sealed class UpdateErrorTests
{
    [Theory]
    [InlineData(400, 1002858, "OrderStatusAbnormal", "InvalidOperation")]
    [InlineData(400, 1002862, "OrderNotFound", "ObjectNotFound")]
    [InlineData(500, 1002863, "OrderBeingApproved", "InvalidOperation")]
    [InlineData(500, 1002001, "SystemError", "ResourceUnavailable")]
    [InlineData(400, 1002001, "InvalidRequest", "InvalidArgument")]
    [InlineData(400, 99992402, "InvalidRequest", "InvalidArgument")]
    [InlineData(400, 7654321, "ApiError", "InvalidResult")]
    [InlineData(200, 7654321, "ApiError", "InvalidResult")]
    public async Task A_refused_row_is_an_error_and_the_next_goes_on(int status, int code, string id, string category)
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (body, _) => (string?)body["stage_id"] == "S1" ? (status, Refusal(code)) : null;
        PSObject other = Good(9);
        other.Properties["background_check_id"].Value = "6931286400470362102";
        RunResult result = update.Deliver("-MaxRetry 0", Good(1), other);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(id + ",FeishuHire.Commands.UpdateBgCheckProgressCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category.ToString());
        dynamic exception = error.Exception;
        Assert.Equal((code, status, id), ((int)exception.Code, (int)exception.HttpStatus, (string)exception.ErrorId));
        Assert.StartsWith("LOG", (string)exception.LogId, StringComparison.Ordinal);
        Assert.Contains(code.ToString(System.Globalization.CultureInfo.InvariantCulture), error.ToString());
        Assert.Equal("S1", error.TargetObject.GetType().GetProperty("StageId")!.GetValue(error.TargetObject));
        Assert.Single(result.Output);
        Assert.Single(result.Warnings);
    }

    [Theory]
    [InlineData(99991672, "ScopeMissing", "PermissionDenied")]
    [InlineData(99991401, "IpNotAllowed", "PermissionDenied")]
    [InlineData(99991662, "AppUnavailable", "PermissionDenied")]
    [InlineData(99991403, "QuotaExhausted", "QuotaExceeded")]
    [InlineData(99991663, "TokenRejected", "AuthenticationError")]
    public async Task Where_no_row_can_succeed_the_rest_is_drained_and_the_command_ends(int code, string id, string category)
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (_, _) => (400, Refusal(code, error: """{"log_id":"L","permission_violations":[{"type":"action_scope_required","subject":"hire:background_check_order"}],"helps":[{"url":"https://open.feishu.cn/app/cli_x/auth","description":"apply"}]}"""));
        RunResult result = update.Session.RunWith(
            "try { $input | Update-BgCheckProgress -ThrottleLimit 1 -InformationVariable told } catch [FeishuHire.FeishuHireException] { $_ }; $told",
            Enumerable.Range(1, 30).Select(i => Good(i)));
        ErrorRecord error = Assert.IsType<ErrorRecord>(result.Output[0].BaseObject);
        Assert.Equal(id + ",FeishuHire.Commands.UpdateBgCheckProgressCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category.ToString());
        if (code == 99991672)
        {
            Assert.Contains("hire:background_check_order", error.Exception.Message);
            Assert.Contains("https://open.feishu.cn/app/cli_x/auth", error.ErrorDetails.RecommendedAction);
        }

        InformationRecord summary = Assert.IsType<InformationRecord>(result.Output[1].BaseObject);
        Assert.Contains("FeishuHire.Summary", summary.Tags);
        dynamic counts = ((PSObject)PSObject.AsPSObject(summary.MessageData)).BaseObject;
        Assert.Equal((30L, 29L, "Failed"), ((long)counts.Rows, (long)counts.Unprocessed, (string)counts.End));
        Assert.InRange(update.Calls.Count, 1, 2);
    }

    [Fact]
    public async Task Failed_rows_can_be_piped_again()
    {
        await using UpdateSession update = await OpenAsync();
        int refusals = 0;
        update.Answer = (body, _) => (string?)body["stage_id"] == "S1" && refusals++ == 0 ? (400, Refusal(7654321)) : null;
        RunResult result = update.Deliver("-ErrorAction SilentlyContinue -ErrorVariable global:failed", Good(1), Good(2));
        Assert.Equal(["ApiError", "OrderHeld"], update.Run("$failed | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] }").Texts);
        Assert.Empty(result.Output);
        RunResult again = update.Run("$failed | ForEach-Object { $_.TargetObject } | Update-BgCheckProgress -RetryRejected").Clean();
        Assert.Equal(["S1", "S2"], again.Values("StageId"));
    }

    [Fact]
    public async Task ErrorAction_and_ErrorVariable_do_what_they_always_do()
    {
        await using UpdateSession update = await OpenAsync();
        PSObject bad = Good(1);
        bad.Properties["stage_name"].Value = "";
        PSObject other = Good(2);
        other.Properties["background_check_id"].Value = "6931286400470362102";
        Assert.Empty(update.Deliver("-ErrorAction Ignore", bad, other).Errors);
        Assert.Equal(["MissingField"], update.Session.RunWith("$null = $input | Update-BgCheckProgress -ErrorAction SilentlyContinue -ErrorVariable e; $e | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] }", new[] { bad }).Texts);
        RunResult stopped = update.Deliver("-ErrorAction Stop", bad, other);
        Assert.Equal("MissingField,FeishuHire.Commands.UpdateBgCheckProgressCommand", stopped.TerminatingError!.FullyQualifiedErrorId);
    }

    [Fact]
    public async Task The_remedy_is_shown_once_and_the_message_of_the_exception_has_it()
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (_, _) => (400, Refusal(1002862));
        ErrorRecord error = Assert.Single(update.Deliver("", Good(1)).Errors);
        Assert.DoesNotContain(error.ErrorDetails.RecommendedAction, error.ErrorDetails.Message);
        Assert.Contains(error.ErrorDetails.RecommendedAction, error.Exception.Message);
    }

    [Fact]
    public async Task Without_a_connection_nothing_starts()
    {
        using ModuleSession session = new();
        RunResult result = session.RunWith("$input | Update-BgCheckProgress", new[] { Good(1) });
        Assert.Equal("NotConnected,FeishuHire.Commands.UpdateBgCheckProgressCommand", Assert.Single(result.AllErrors).FullyQualifiedErrorId);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task No_secret_and_no_personal_value_reaches_any_stream()
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (body, _) => (400, Refusal(7654321, "bad 张三的结果 in " + (string?)body["result"]));
        RunResult result = update.Deliver(
            "-Verbose -Debug -MaxRetry 1",
            Good(1, ("result", "张三的结果"), ("report_name", "张三.pdf"), ("report_url", "https://x.example/zhangsan.pdf?sig=SECRETSIG")));
        Assert.NotEmpty(result.Errors);
        foreach (string hidden in new[] { "张三", "zhangsan", "SECRETSIG", UpdateSession.Secret, "授权确认", "t-0000000001" })
        {
            Assert.DoesNotContain(hidden, result.Everything);
        }
    }

    [Fact]
    public async Task WhatIf_reports_the_rules_and_calls_nothing_even_without_a_connection()
    {
        using ModuleSession session = new();
        PSObject bad = Good(1);
        bad.Properties["stage_name"].Value = "";
        RunResult result = session.RunWith("$input | Update-BgCheckProgress -WhatIf", new[] { bad, Good(2) });
        Assert.Equal(["MissingField", "OrderHeld"], result.ErrorIds);
        Assert.Empty(result.Output);

        Assert.Equal(["MissingField", "OrderHeld"], session.RunWith("$WhatIfPreference = $true; $input | Update-BgCheckProgress", new[] { bad, Good(2) }).ErrorIds);

        await using UpdateSession update = await OpenAsync();
        Assert.Empty(update.Deliver("-WhatIf", Good(1), Good(2)).Clean().Output);
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task WhatIf_names_only_what_would_be_sent()
    {
        const string script = """
            $row = @{ BackgroundCheckId = '6931286400470354183'; StageName = 'Identity' }
            $null = Connect-FeishuHire -Sandbox
            $null = Update-BgCheckProgress @row -StageId S1 -StageTime '2026-11-01 10:00:00'
            @(
                [pscustomobject]@{ stage_id = 'S1'; stage_time = '2026-11-01 10:00:00' }
                [pscustomobject]@{ stage_id = 'S2'; stage_time = '2026-11-01 11:00:00' }
                [pscustomobject]@{ stage_id = 'S3'; stage_time = '2026-11-01 12:00:00'; result = 'pass' }
            ) | Update-BgCheckProgress @row -WhatIf -ErrorAction SilentlyContinue
            """;
        ShellResult result = await ShellProcess.RunAsync("-Command", script);
        string said = Assert.Single(result.Output.Split('\n'), line => line.StartsWith("What if:", StringComparison.Ordinal));
        Assert.Contains("S2", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-MaxDuration soon", "-MaxDuration: 'soon'")]
    [InlineData("-WaitForRun '-3'", "-WaitForRun: '-3'")]
    [InlineData("-TimeZone Mars", "-TimeZone: 'Mars'")]
    public async Task A_parameter_that_cannot_be_used_is_named_with_its_value_and_its_remedy(string parameter, string said)
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Deliver(parameter, Good(1));
        Assert.Equal(["InvalidField"], result.ErrorIds);
        Assert.Contains(said, result.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Vendor", result.Everything, StringComparison.Ordinal);
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task Tenants_in_the_rows_have_their_own_tokens_and_fates()
    {
        await using UpdateSession update = await OpenAsync("-AppId cli_x -AppSecret $secret -AppTicket $ticket");
        PSObject two = Good(2, ("tenant_key", "T2"));
        two.Properties["background_check_id"].Value = "6931286400470362102";
        PSObject none = Good(3);
        none.Properties["background_check_id"].Value = "6931286400470362103";
        update.Answer = (body, _) => (string?)body["stage_id"] == "S1" ? (400, Refusal(99991672)) : null;
        RunResult result = update.Deliver("", Good(1, ("tenant_key", "T1")), two, none, Good(4, ("tenant_key", "T1")));
        Assert.Equal(["ScopeMissing", "TenantMissing", "TenantStopped"], result.ErrorIds.Order(StringComparer.Ordinal));
        Assert.Equal("T2", Assert.Single(result.Output).Properties["TenantKey"].Value);
        Assert.Null(result.TerminatingError);
    }
}
