using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using FeishuHire.Errors;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class ReportFileReaderTests
{
    private static readonly BgCheckReportFile A = new("a", "https://a/a", "Preview");
    private static readonly BgCheckReportFile B = new("b", "https://b/b");

    [Fact]
    public void Reads_reports_and_lists_of_them_as_copies()
    {
        BgCheckReportFileList list = Good(new object[] { A, new BgCheckReportFileList([B]) });
        Assert.Equal("""[{"report_name":"a","report_url":"https://a/a","report_url_type":"Preview"},{"report_name":"b","report_url":"https://b/b"}]""", list.ToString());
        Assert.NotSame(A, list[0]);
    }

    public static TheoryData<object> Shapes =>
    [
        new Hashtable { ["report_name"] = "a", ["report_url"] = "https://a/a", ["report_url_type"] = 2 },
        new Hashtable { ["Name"] = "a", ["URL"] = new Uri("https://a/a"), ["UrlType"] = "preview" },
        new Hashtable { ["报告名称"] = "a", ["报告链接"] = "https://a/a", ["报告地址类型"] = "预览" },
        new Hashtable { ["名称"] = "a", ["链接"] = "https://a/a", ["类型"] = 2.0 },
        new Dictionary<string, object?> { ["ReportName"] = "a", ["ReportUrl"] = "https://a/a", ["ReportUrlType"] = "2" },
        new { Name = "a", Url = "https://a/a", UrlType = 2 },
        """[{"report_name":"a","report_url":"https://a/a","report_url_type":2}]""",
        """ {"report_name":"a","report_url":"https:\/\/a\/a","report_url_type":"Preview"} """,
        """[["[{\"name\":\"a\",\"url\":\"https://a/a\",\"type\":\"\\u9884\\u89c8\"}]"]]""",
        new ArrayList { null, new List<object> { A } },
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Reads_every_shape(object shape)
    {
        BgCheckReportFileList list = Good(shape);
        Assert.True(ReportFileReader.Same(A, Assert.Single(list)), list.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[]")]
    public void Nothing_gives_no_report(object? value) => Assert.Empty(Good(value));

    [Theory]
    [InlineData("见附件")]
    [InlineData("https://a/a")]
    [InlineData("[")]
    [InlineData("[{]")]
    [InlineData("[{\"report_name\":\"a\"")]
    [InlineData("[{\"report_name\":\"a\"}] x")]
    [InlineData("{\"report_name\":\"a\",}")]
    [InlineData("{'report_name':'a'}")]
    [InlineData("[\"\\u12\"]")]
    [InlineData("[tru]")]
    [InlineData("System.Object[]")]
    public void Text_that_is_no_list_is_reported_and_kept(string text)
    {
        BgCheckReportFileList list = ReportFileReader.Read(text);
        BgCheckViolation violation = Assert.Single(list.ReadViolations!);
        Assert.Equal((ErrorId.InvalidField, "report_file_list"), (violation.ErrorId, violation.Field));
        Assert.Empty(list);
        Assert.Equal(text, list.ToString());
        Assert.DoesNotContain(text, violation.Message, StringComparison.Ordinal);
        Assert.Single(ReportFileReader.Read(list.ToString()).ReadViolations!);
    }

    [Fact]
    public void One_broken_report_does_not_hide_the_others_and_survives_a_file()
    {
        BgCheckReportFileList list = ReportFileReader.Read(new object[] { A, new Hashtable { ["foo"] = 1 }, "free text", 42 });
        Assert.Equal(2, list.Count);
        Assert.Equal(3, list.ReadViolations!.Count);

        BgCheckReportFileList back = ReportFileReader.Read(list.ToString());
        Assert.True(ReportFileReader.Same(A, back[0]));
        Assert.NotEmpty(back.ReadViolations!);
    }

    [Fact]
    public void Clearing_the_list_settles_it()
    {
        BgCheckReportFileList list = ReportFileReader.Read("free text");
        list.Clear();
        Assert.Null(list.ReadViolations);
        Assert.Equal(string.Empty, list.ToString());
    }

    [Fact]
    public void Objects_are_asked_through_the_callback()
    {
        BgCheckReportFileList list = ReportFileReader.Read(
            new[] { new object() }, _ => [new("report_name", "a"), new("report_url", "https://a/a"), new("x", null)]);
        Assert.Null(list.ReadViolations);
        Assert.Equal("a", Assert.Single(list).Name);
    }

    [Fact]
    public void An_object_that_throws_is_a_finding()
    {
        Assert.Single(ReportFileReader.Read(new object(), _ => throw new InvalidOperationException()).ReadViolations!);
        Assert.Single(ReportFileReader.Read(Throwing()).ReadViolations!);

        static IEnumerable<object> Throwing()
        {
            yield return new Hashtable { ["name"] = "a", ["url"] = "https://a/a" };
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void Depth_is_bounded()
    {
        object nested = new object[] { A };
        for (int i = 0; i < 10_000; i++)
        {
            nested = new[] { nested };
        }

        Assert.NotEmpty(ReportFileReader.Read(nested).ReadViolations!);
        Assert.NotEmpty(ReportFileReader.Read(new string('[', 100_000)).ReadViolations!);
    }

    [Fact]
    public void The_columns_make_one_report_or_none()
    {
        Assert.Null(ReportFileReader.FromColumns(null, " ", DBNull.Value));
        BgCheckReportFile report = ReportFileReader.FromColumns(null, "https://a/a", 2)!;
        Assert.Equal((null, "https://a/a", "Preview"), (report.Name, report.Url, report.UrlType));
    }

    [Fact]
    public void PowerShell_converts_through_the_converter()
    {
        TypeConverter converter = TypeDescriptor.GetConverter(typeof(BgCheckReportFileList));
        Assert.True(converter.CanConvertFrom(typeof(object[])));
        Assert.Equal("a", Assert.Single((BgCheckReportFileList)converter.ConvertFrom(new object[] { A })!).Name);
        var exception = Assert.Throws<FeishuHireException>(() => converter.ConvertFrom("free text"));
        Assert.Equal(ErrorId.InvalidField, exception.ErrorId);
        Assert.DoesNotContain("free text", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_type_is_the_same_as_Download()
    {
        Assert.True(ReportFileReader.Same(B, new("b", "https://b/b", "Download")));
        Assert.False(ReportFileReader.Same(B, new("b", "https://b/b", "Preview")));
        Assert.False(ReportFileReader.Same(B, new("b", "https://b/b", "other")));
        Assert.True(ReportFileReader.Same(new("b", "u", "other"), new("b", "u", "other")));
    }

    private static BgCheckReportFileList Good(object? value)
    {
        BgCheckReportFileList list = ReportFileReader.Read(value);
        Assert.True(list.ReadViolations is null, list.ReadViolations?.First().ToString());
        return list;
    }
}
