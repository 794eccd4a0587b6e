using System;
using System.Linq;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Rules;

public sealed class ReportJoinTests
{
    [Fact]
    public void Rows_that_differ_in_the_report_become_one_update()
    {
        BgCheckProgress into = Row("a", 5);
        BgCheckProgress row = Row("b", 6);
        BgCheckReportFileList own = into.ReportFile;

        Assert.Equal(JoinOutcome.Joined, ReportJoin.TryJoin(into, row));
        Assert.Equal(["a", "b"], into.ReportFile.Select(r => r.Name));
        Assert.Single(own);
        Assert.Single(row.ReportFile);
        Assert.Same(row, Assert.Single(into.JoinedRows!));
        Assert.Equal(new BgCheckSource("f.csv", 5, 6), into.Source);
    }

    [Fact]
    public void An_identical_row_collapses_and_is_remembered()
    {
        BgCheckProgress into = Row("a", 5);
        Assert.Equal(JoinOutcome.Identical, ReportJoin.TryJoin(into, Row("a", 9)));
        Assert.Single(into.ReportFile);
        Assert.Single(into.JoinedRows!);
        Assert.Equal(9, into.Source!.LastRow);
    }

    [Fact]
    public void A_continuation_row_may_leave_the_result_out_in_either_order()
    {
        BgCheckProgress into = Row("a", 5);
        BgCheckProgress continuation = Row("b", 6);
        continuation.Result = null;
        Assert.Equal(JoinOutcome.Joined, ReportJoin.TryJoin(into, continuation));

        BgCheckProgress first = Row("b", 5);
        first.Result = string.Empty;
        Assert.Equal(JoinOutcome.Joined, ReportJoin.TryJoin(first, Row("a", 6)));
        Assert.Equal("通过", first.Result);
    }

    [Fact]
    public void A_row_without_result_and_report_is_another_update()
    {
        BgCheckProgress bare = Row("a", 6);
        bare.Result = null;
        bare.ReportFile = [];
        Assert.Equal(JoinOutcome.Different, ReportJoin.TryJoin(Row("a", 5), bare));
        Assert.Equal(JoinOutcome.Different, ReportJoin.TryJoin(bare, Row("a", 5)));
        Assert.Null(bare.JoinedRows);
    }

    [Fact]
    public void Whatever_else_differs_keeps_them_apart()
    {
        Action<BgCheckProgress>[] changes =
        [
            row => row.BackgroundCheckId = "2",
            row => row.StageId = "other",
            row => row.StageName = "other",
            row => row.StageEnName = "other",
            row => row.StageTime = new BgCheckTime(1, TimeSpan.Zero),
            row => row.StageTime = null,
            row => row.Result = "不通过",
            row => row.OperatorRole = "Administrator",
            row => row.TenantKey = "t",
        ];
        foreach (Action<BgCheckProgress> change in changes)
        {
            BgCheckProgress into = Row("a", 5);
            BgCheckProgress row = Row("b", 6);
            change(row);
            Assert.Equal(JoinOutcome.Different, ReportJoin.TryJoin(into, row));
            Assert.Single(into.ReportFile);
            Assert.Null(into.JoinedRows);
            Assert.Equal(5, into.Source!.LastRow);
        }
    }

    [Fact]
    public void The_same_instant_in_another_offset_is_the_same_time()
    {
        BgCheckProgress row = Row("b", 6);
        row.StageTime = new BgCheckTime(row.StageTime!.Value.UnixMilliseconds, TimeSpan.Zero);
        Assert.Equal(JoinOutcome.Joined, ReportJoin.TryJoin(Row("a", 5), row));
    }

    [Fact]
    public void Rows_of_other_files_do_not_extend_the_source()
    {
        BgCheckProgress into = Row("a", 5);
        BgCheckProgress row = Row("b", 6);
        row.Source = new BgCheckSource("g.csv", 60);
        ReportJoin.TryJoin(into, row);
        Assert.Equal(new BgCheckSource("f.csv", 5), into.Source);
    }

    [Fact]
    public void What_was_unreadable_in_a_row_stops_the_whole_update()
    {
        BgCheckProgress row = Row("b", 6);
        row.ReportFile = FeishuHire.Values.ReportFileReader.Read("no json");
        BgCheckProgress into = Row("a", 5);
        Assert.Equal(JoinOutcome.Joined, ReportJoin.TryJoin(into, row));
        Assert.NotEmpty(RowRules.Check(into, new(long.MaxValue / 2)));
    }

    private static BgCheckProgress Row(string report, long row) => new()
    {
        BackgroundCheckId = "1",
        StageId = "S",
        StageName = "n",
        StageTime = new BgCheckTime(1793592265000, TimeSpan.FromHours(8)),
        Result = "通过",
        ReportFile = [new(report, "https://a/" + report)],
        Source = new BgCheckSource("f.csv", row),
    };
}
