using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FeishuHire.Columns;
using FeishuHire.Engine.Results;
using FeishuHire.Errors;
using Xunit;
using static FeishuHire.UnitTests.Results.ResultFolderFixture;

namespace FeishuHire.UnitTests.Results;

/// <summary>Columns that are no part of an update are kept, whenever they turn up.</summary>
public sealed class FurtherColumnsTests : IDisposable
{
    private readonly ResultFolderFixture _folder = new();

    [Fact]
    public void They_follow_the_files_own_in_the_order_of_their_first_row()
    {
        string file = Write(With(Row(), ("备注", "加急"), ("内部单号", "20261102000000000001")), With(Row("S2"), ("备注", null)));

        Assert.Equal([.. ApiTitles, "备注", "内部单号"], Records(file)[0]);
        Assert.Equal(["加急", ""], Column(file, "备注"));
        Assert.Equal(["20261102000000000001\t", ""], Column(file, "内部单号"));
        Assert.Equal("20261102000000000001", Read(file)[0].Properties["内部单号"]);
    }

    [Fact]
    public void A_title_that_comes_late_widens_the_rows_before_it()
    {
        BgCheckProgress quoted = With(Row("S1"), ("a", "line 1\r\nline 2, \"x\""));
        string file = Write(quoted, With(Row("S2"), ("b", "2")), With(Row("S3"), ("c", "3"), ("a", "1")), Row("S4"));

        Assert.All(Records(file), record => Assert.Equal(ApiTitles.Length + 3, record.Length));
        Assert.Equal(["line 1\r\nline 2, \"x\"", "", "1", ""], Column(file, "a"));
        Assert.Equal(["", "2", "", ""], Column(file, "b"));
        Assert.Equal(["", "", "3", ""], Column(file, "c"));
        Assert.Equal(["S1", "S2", "S3", "S4"], Read(file).Select(r => r.StageId));
        Assert.Empty(Directory.GetFiles(_folder.Root, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void Ever_new_titles_end_in_one_column_and_are_columns_again_when_read()
    {
        BgCheckProgress[] rows = [.. Enumerable.Range(0, FurtherColumns.Most + 5).Select(i => With(Row("S" + i), ("t" + i, "v" + i)))];
        string file = Write(rows);

        Assert.Equal(ApiTitles.Length + FurtherColumns.Most + 1, Records(file)[0].Length);
        Assert.All(Read(file).Select((row, i) => (row, i)), r => Assert.Equal("v" + r.i, r.row.Properties["t" + r.i]));
    }

    [Fact]
    public void What_an_earlier_run_wrote_about_a_row_gives_way()
    {
        string first = Write(With(Row(), ("备注", "加急"), ("error_code", "user's own")));
        BgCheckProgress back = Read(first).Single();
        back.Source = new BgCheckSource(first, 2);
        string second = Write(back);

        Assert.Equal([.. ApiTitles[..12], "备注", "error_code (2)", .. ApiTitles[12..]], Records(second)[0]);
        Assert.Equal(["user's own"], Column(second, "error_code (2)"));
        Assert.Equal([first], Column(second, "source_file"));
        Assert.Equal(["加急"], Column(second, "备注"));
    }

    [Fact]
    public void A_mapped_column_does_not_meet_the_one_it_was_chosen_over()
    {
        var reader = new RowReader(new RowReaderOptions { ColumnMap = new Dictionary<string, ProgressField> { ["No"] = ProgressField.StageId } });
        BgCheckProgress row = reader.Read([new("background_check_id", "6931286400470354183"), new("No", "N-1"), new("stage_id", "other")], null).Progress!;
        string file = Write(row);

        Assert.Equal(["N-1\t"], Column(file, "No"));
        Assert.Equal(["other"], Column(file, "stage_id (2)"));
    }

    [Fact]
    public void Columns_that_contradict_each_other_are_not_read_before_somebody_has_decided()
    {
        BgCheckProgress row = new RowReader(new RowReaderOptions())
            .Read([new("background_check_id", "6931286400470354183"), new("stage_name", "a"), new("阶段名称", "b")], null).Progress!;
        string file = Write(row);

        Assert.Equal(["b"], Column(file, "阶段名称"));
        Assert.Equal(ErrorId.ColumnDuplicated, Assert.Throws<FeishuHireException>(() => Read(file)).ErrorId);
    }

    public void Dispose() => _folder.Dispose();

    private static BgCheckProgress With(BgCheckProgress row, params (string Title, string? Value)[] columns)
    {
        foreach ((string title, string? value) in columns)
        {
            row.Properties[title] = value;
        }

        return row;
    }

    private string Write(params BgCheckProgress[] rows)
    {
        // A run of its own each time.
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        return Path.Combine(_folder.Write([.. rows.Select(row => Failed(row))]).Folder, "failed.csv");
    }
}
