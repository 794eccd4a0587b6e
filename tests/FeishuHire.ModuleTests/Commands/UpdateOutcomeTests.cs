using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>The error of every rule says what is known of its row, so that a script can go by it.</summary>
public sealed class UpdateOutcomeTests
{
    private const string Time = "2026-11-02 09:00:00";

    /// <summary>One row for each rule; the order of the last digits is its own.</summary>
    private static readonly Dictionary<string, PSObject[]> Rows = new()
    {
        ["MissingField"] = [Row(1, "S1", null, Time)],
        ["InvalidField"] = [Row(2, "S1", "锟斤拷", Time)],
        ["DamagedId"] = [Row("6.93E+18", "S1", "授权确认", Time)],
        ["StageTimeUnreadable"] = [Row(3, "S1", "授权确认", "soon")],
        ["StageTimeInFuture"] = [Row(4, "S1", "授权确认", "2099-01-01")],
        ["ResultWithoutReport"] = [Row(5, "S1", "授权确认", Time, ("result", "通过"))],
        ["ReportUrlInvalid"] = [Row(6, "S1", "授权确认", Time, ("report_name", "a.pdf"), ("report_url", "no link"))],
        ["DuplicateStageId"] = [Row(7, "S1", "授权确认", Time), Row(7, "S1", "学历核验", "2026-11-02 10:00:00")],
        ["OrderHeld"] = [Row(8, "S1", null, Time), Row(8, "S2", "学历核验", "2026-11-02 10:00:00")],
        ["ColumnsNotFound"] = [UpdateSession.Row(("nothing", "known"))],
    };

    public static TheoryData<string> Rules => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_error_of_a_broken_rule_says_NotSent(string id)
    {
        await using UpdateSession session = await UpdateSession.OpenAsync();
        Judge(session.Deliver("", Rows[id]), id);
    }

    [Fact]
    public async Task So_do_the_errors_of_rules_across_runs()
    {
        await using UpdateSession session = await UpdateSession.OpenAsync();
        Assert.Empty(session.Deliver("", Row(9, "S2", "学历核验", Time)).AllErrors);
        Judge(session.Deliver("", Row(9, "S1", "授权确认", "2026-11-02 08:00:00")), "StageTimeNotIncreasing");
        Judge(session.Deliver("", Row(9, "S2", "授权确认", Time)), "StageChanged");
    }

    private static void Judge(RunResult result, string id)
    {
        Assert.Contains(id, result.ErrorIds);
        Assert.All(result.Errors, error => Assert.Equal("NotSent", Outcome(error)));
    }

    private static string? Outcome(ErrorRecord error) => PSObject.AsPSObject(error.Exception).Properties["Outcome"].Value?.ToString();

    private static PSObject Row(int order, string stage, string? name, string time, params (string, object?)[] more) =>
        Row($"693128640047{order:0000}183", stage, name, time, more);

    private static PSObject Row(string order, string stage, string? name, string time, params (string, object?)[] more) =>
        UpdateSession.Row([("background_check_id", order), ("stage_id", stage), ("stage_name", name), ("stage_time", time), .. more]);
}
