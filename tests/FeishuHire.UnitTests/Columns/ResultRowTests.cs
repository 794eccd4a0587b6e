using System.Collections.Generic;
using System.Linq;
using FeishuHire.Columns;
using Xunit;

namespace FeishuHire.UnitTests.Columns;

/// <summary>Rows of failed.csv and its like that another command has read: Import-Csv knows nothing of their marks.</summary>
public sealed class ResultRowTests
{
    private static readonly RowReader Reader = new(new());

    [Fact]
    public void Rows_of_a_result_file_are_read_without_its_marks_whoever_read_the_file()
    {
        BgCheckProgress row = Read(
            ("background_check_id", "6931286400470354183\t"), ("stage_id", "'-7\t"), ("stage_name", "'=cmd"), ("result", "''@mine"), ("report_name", "'+r"), ("remark", "'-x"),
            ("delivery_status", "NotSent"), ("source_row", "3"));
        Assert.Equal("6931286400470354183 -7 =cmd '@mine +r -x", string.Join(' ', row.BackgroundCheckId, row.StageId, row.StageName, row.Result, row.ReportFile[0].Name, row.Properties["remark"]));
    }

    [Theory]
    [InlineData("source", "3")]
    [InlineData("source_row", "")]
    [InlineData("source_row", "three")]
    public void Honest_texts_of_other_rows_stay_as_they_are(string title, string value)
    {
        BgCheckProgress row = Read(("stage_name", "'=cmd"), ("remark", "'-x"), ("delivery_status", "NotSent"), (title, value));
        Assert.Equal("'=cmd '-x", row.StageName + " " + row.Properties["remark"]);
    }

    [Fact]
    public void An_update_that_was_imported_from_a_result_file_has_lost_its_marks_already()
    {
        BgCheckProgress row = Read(("StageName", "'=cmd"), ("Properties", "{\"delivery_status\":\"NotSent\",\"source_row\":\"3\"}"));
        Assert.Equal("'=cmd", row.StageName);
        Assert.Equal("3", row.Properties["source_row"]);
    }

    [Fact]
    public void Rows_of_a_result_file_say_themselves_what_their_titles_stand_for()
    {
        var reader = new RowReader(new());
        (string, object?)[] row = [("Order No", "6931286400470354183\t"), ("Step", "'=cmd"), ("stage_id", "s"), ("delivery_status", "NotSent"), ("source_row", "3"), ("column_map", "{\"Order No\":\"background_check_id\",\"Step\":\"stage_name\"}")];
        for (int i = 0; i < 2; i++)
        {
            BgCheckProgress read = reader.Read(Cells(row), null).Progress!;
            Assert.Equal("6931286400470354183 s =cmd", string.Join(' ', read.BackgroundCheckId, read.StageId, read.StageName));
            Assert.Equal(ColumnKind.Mapped, read.Layout!.Columns[0].Role.Kind);
        }

        // The next table may mean something else by the same title.
        BgCheckProgress other = reader.Read(Cells(("Order No", "A-1"), ("stage_id", "s")), null).Progress!;
        Assert.Null(other.BackgroundCheckId);
        Assert.Equal("A-1", other.Properties["Order No"]);
        Assert.Equal(ColumnKind.Other, other.Layout!.Columns[0].Role.Kind);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"Order No\":\"nothing\",\"column_map\":\"stage_name\"}")]
    public void A_map_that_is_none_changes_nothing_worse(string map)
    {
        BgCheckProgress row = Read(("stage_id", "s"), ("delivery_status", "NotSent"), ("source_row", "3"), ("column_map", map));
        Assert.Equal("s", row.StageId);
    }

    private static BgCheckProgress Read(params (string Title, object? Value)[] cells) => Reader.Read(Cells(cells), null).Progress!;

    private static IEnumerable<KeyValuePair<string, object?>> Cells(params (string Title, object? Value)[] cells) =>
        cells.Select(c => new KeyValuePair<string, object?>(c.Title, c.Value));
}
