using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using FeishuHire.Engine.Results;
using Xunit;

namespace FeishuHire.UnitTests.Results;

/// <summary>A failed.csv of a rehearsal, opened in LibreOffice Calc 7.4 and saved as .xlsx, and that saved as .csv again
/// (<c>soffice --headless --convert-to</c>): no id, time or text was changed on the way.</summary>
public sealed class SpreadsheetTests
{
    [Theory]
    [InlineData("failed.csv", "failed-calc.xlsx", 5)]
    [InlineData("failed.csv", "failed-calc.csv", 5)]
    [InlineData("titles.csv", "titles-calc.xlsx", 3)]
    [InlineData("titles.csv", "titles-calc.csv", 3)]
    public void What_a_spreadsheet_saves_is_the_same_updates(string file, string name, int rows)
    {
        List<BgCheckProgress> written = ResultFolderFixture.Read(Data(file));
        List<BgCheckProgress> saved = ResultFolderFixture.Read(Data(name));

        Assert.Equal(rows, written.Count);
        Assert.Equal(written.Select(Show), saved.Select(Show));
    }

    [Fact]
    public void Titles_and_words_are_the_inputs_own()
    {
        List<BgCheckProgress> rows = ResultFolderFixture.Read(Data("titles-calc.xlsx"));
        Assert.Equal(["S1", "007", "1E5"], rows.Select(row => row.StageId));
        Assert.Equal(["6931286400470354183", "6931286400470354184", "6931286400470362102"], rows.Select(row => row.BackgroundCheckId));
        Assert.Equal(["2026-11-02T12:04:00.000+08:00", "2026-11-03T09:30:00.000+08:00", "2026-11-02T12:04:25.000+08:00"], rows.Select(row => row.StageTime.ToString()));
        Assert.Equal(["2026-11-02 12:04", "2026/11/3 9:30", "1793592265000"], rows.Select(row => row.StageTimeText));
        Assert.Equal(["Vendor", "Administrator", "Administrator"], rows.Select(row => row.OperatorRole));
        Assert.Equal(["=学历", "@面试"], rows.Skip(1).Select(row => row.StageName));
        Assert.Equal(["a.pdf", "-b.pdf", "'c.pdf"], rows.Select(row => row.ReportFile[0].Name));
        Assert.Equal(["=1+1", "加急,\"急\""], rows.Take(2).Select(row => row.Properties["备注"]));
        Assert.Equal(["3-1", "1E5", "007"], rows.Select(row => row.Properties["批次"]));
    }

    [Fact]
    public void They_are_the_rows_that_were_sent()
    {
        List<BgCheckProgress> rows = ResultFolderFixture.Read(Data("failed-calc.xlsx"));
        BgCheckProgress marked = rows.Single(row => row.StageId == "1E5" && row.Result is not null);
        Assert.Equal("@学历核验", marked.StageName);
        Assert.Equal("通过,\"无\"异常 第二行", marked.Result);
        Assert.Equal("'=quoted", marked.Properties["备注"]);
        Assert.Equal("3-1", marked.Properties["批次"]);
        Assert.Equal("+补充.pdf", rows.Single(row => row.StageId == "1E5" && row.Result is null).ReportFile[0].Name);
        Assert.Equal("20261102000000000001", rows.Single(row => row.StageId == "S001-1").Properties["内部单号"]);
        Assert.Equal("TRUE", rows.Single(row => row.StageId == "007").Properties["内部单号"]);
        Assert.Equal("001", rows.Single(row => row.StageId == "S-9").TenantKey);
    }

    private static string Show(BgCheckProgress row) => string.Join(
        '|',
        row.BackgroundCheckId,
        row.StageId,
        row.StageName,
        row.StageTime,
        row.StageTimeText,
        row.Result,
        row.OperatorRole,
        row.ReportFile,
        row.TenantKey,
        string.Join(',', row.Properties.Where(p => !ResultColumns.IsOutcome(p.Key)).Select(p => p.Key + "=" + p.Value)));

    private static string Data(string name, [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "data", name);
}
