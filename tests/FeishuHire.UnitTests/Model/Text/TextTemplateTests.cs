using System.Collections.Generic;
using FeishuHire.Text;
using Xunit;

namespace FeishuHire.UnitTests.Model.Text;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a {A} b", "a 1 b")]
    [InlineData("[{A}: ]x", "1: x")]
    [InlineData("[{None}: ]x", "x")]
    [InlineData("[{Empty}: ]x", "x")]
    [InlineData("[{A}[, {None}]: ]x", "1: x")]
    [InlineData("[{A}[, {B}]: ]x", "1, 2: x")]
    [InlineData("[{None}[, {B}]: ]x", "x")]
    [InlineData("@{ 'a' = '{B}' }", "@{ 'a' = '2' }")]
    [InlineData("[{\"report_name\":\"…\"},…] {A}", "[{\"report_name\":\"…\"},…] 1")]
    [InlineData("[x][y", "[x][y")]
    [InlineData("a ] {A} {A", "a ] 1 {A")]
    [InlineData("{A b} {} {0}", "{A b} {} zero")]
    [InlineData("{Braces}", "{A} [x]")]
    [InlineData("{A} {A|row|rows}, {B} {B|row|rows}, [{None|x|y}]{A|x", "1 row, 2 rows, {A|x")]
    public void A_part_is_left_out_when_its_fact_is_missing(string template, string expected)
    {
        var facts = new Dictionary<string, string> { ["A"] = "1", ["B"] = "2", ["Empty"] = "", ["0"] = "zero", ["Braces"] = "{A} [x]" };

        Assert.Equal(expected, TextTemplate.Fill(template, name => facts.GetValueOrDefault(name)));
    }

    [Fact]
    public void Names_are_found_within_parts_too() =>
        Assert.Equal(["A", "B"], TextTemplate.Names("[{A}[, {B}]: ]{A} {x y}"));
}
