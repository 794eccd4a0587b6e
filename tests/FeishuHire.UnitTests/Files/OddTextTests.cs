using System.Collections.Generic;
using System.Linq;
using FeishuHire.Rules;
using Xunit;

namespace FeishuHire.UnitTests.Files;

/// <summary>Texts that other readers stumble over: the updates in them are read, and what is none is named.</summary>
public sealed class OddTextTests
{
    private const string Titles = "background_check_id,stage_id,stage_name,stage_time";
    private const string A = "6931286400470354181,S1,A,2026-11-02 09:00";
    private const string B = "6931286400470354182,S1,B,2026-11-02 09:00";

    [Theory]
    [InlineData("sep=,\n" + Titles + "\n" + A + "\n" + B + "\n")]
    [InlineData("\ufeffsep=,\n" + Titles + "\n" + A + "\n" + B + "\n")]
    [InlineData("\"sep=,\"\n" + Titles + "\n" + A + "\n" + B + "\n")]
    [InlineData("# exported by night\n" + Titles + "\n" + A + "\n" + B + "\n")]
    [InlineData("背调进度报表,,,\n" + Titles + "\n" + A + "\n" + B + "\n")]
    [InlineData("\n\n" + Titles + "\n\n" + A + "\n  \n,,,\n" + B + "\n")]
    [InlineData(Titles + ",\n" + A + ",\n" + B + ",\n")]
    [InlineData(Titles + "\n" + A + ",\n" + B + ",\n")]
    [InlineData("\"background_check_id\",\"stage\n_id\",\"stage_name\",\"stage_time\"\n" + A + "\n" + B + "\n")]
    [InlineData(Titles + "\r" + A + "\r" + B + "\r")]
    [InlineData(Titles + "\r\n" + A + "\r" + B + "\n")]
    [InlineData(Titles + "\n" + A + "\n" + B)]
    [InlineData(Titles + "\n" + A + "\n6931286400470354182,S1,B,1793592265000")] // written otherwise, and whole
    [InlineData(Titles + "\n" + A + "\n" + B + "\n\u001a")]
    [InlineData(Titles + "\r\n" + A + "\r\n" + B + "\r\n\u001a\u001a\r\n")]
    public void WhatStandsAroundTheRowsIsNoneOfThem(string text) =>
        Assert.Equal(["6931286400470354181/S1 A", "6931286400470354182/S1 B"], Read(text).Select(row => $"{row} {row.StageName}{Errors(row)}"));

    [Theory]
    [InlineData(Titles + "\n" + A + "\n" + Titles + "\n" + B + "\n", "3 InvalidField")]
    [InlineData("\ufeff" + Titles + "\n" + A + "\n\ufeff" + Titles + "\n" + B + "\n", "3 InvalidField")]
    [InlineData(Titles + "\n" + A + "\n6931286400470354183,S1,\"C\"c,2026-11-02 09:00\n" + B + "\n", "3 RowUnreadable")]
    [InlineData(Titles + "\n" + A + "\n6931286400470354183,S1,\"a\\\"b\",2026-11-02 09:00\n" + B + "\n", "3 RowUnreadable")]
    [InlineData(Titles + "\n" + A + ",x\n" + B + "\n", "2 RowUnreadable")]
    [InlineData(Titles + "\n6931286400470354181,S1,A\n" + B + "\n", "2 MissingField")]
    [InlineData(Titles + "\n6931286400470354181,S1,a\tb,2026-11-02 09:00\n" + B + "\n", "2 InvalidField")]
    [InlineData(Titles + "\n6931286400470354181,S1,a\0b,2026-11-02 09:00\n" + B + "\n", "2 InvalidField")]
    public void ALineThatIsNoUpdateIsNamedAndTheOthersAreRead(string text, string expected)
    {
        List<BgCheckProgress> rows = Read(text);
        Assert.Equal(expected, string.Join(' ', rows.Where(row => Errors(row).Length > 0).Select(row => row.Source!.Row + Errors(row))));
        Assert.Equal(B, $"{rows[^1].BackgroundCheckId},{rows[^1].StageId},{rows[^1].StageName},{rows[^1].StageTimeText}");
    }

    [Theory]
    [InlineData("2026-11-02 09:00:33", "2026-11-02 09:05", true)]
    [InlineData("2026-11-02 09:00", "2026-11-02", true)]
    [InlineData("2026-11-02T09:00:33+08:00", "2026-11-02T09:05:33", true)]
    [InlineData("2026年11月2日 9时5分", "2026年11月2日", true)]
    [InlineData("2026/11/12 19:05", "2026/11/2 9:05", false)]
    [InlineData("2026-11-02", "2026-11-02", false)]
    [InlineData("2026-11-02", "2026-11-02 09:05", false)]
    [InlineData("1793592300000", "1793592300000", false)]
    public void ATimeThatTheEndOfTheFileCutShortIsNone(string before, string last, bool isCut)
    {
        string text = $"{Titles}\n6931286400470354181,S1,A,{before}\n6931286400470354182,S1,B,{last}";
        BgCheckProgress row = Read(text)[1];
        Assert.Equal((isCut, "6931286400470354182/S1"), (row.Fault is not null, row.ToString()));
        Assert.Null(Read(text + "\n")[1].Fault);
    }

    [Fact]
    public void AQuotationMarkWithinACellIsText()
    {
        BgCheckProgress row = Read(Titles + "\n6931286400470354181,S1,5\" disk,2026-11-02 09:00\n" + B + "\n")[0];
        Assert.Equal(("5\" disk", string.Empty), (row.StageName, Errors(row)));
    }

    private static List<BgCheckProgress> Read(string text) => ImportProbe.FromText(text, path => ImportProbe.Rows(path));

    /// <summary>The id of a row's error, behind a blank; nothing where it has none.</summary>
    private static string Errors(BgCheckProgress row)
    {
        IReadOnlyList<BgCheckViolation> found = RowRules.Check(row, new RowRuleContext(0, AllowFutureTime: true));
        return found.Count == 0 ? string.Empty : " " + found[0].ErrorId;
    }
}
