using System;
using System.Collections.Generic;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

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
    [InlineData("@{{ 'a' = '{B}' }}", "@{ 'a' = '2' }")]
    [InlineData("{Braces}", "{A} [x]")]
    public void A_part_is_left_out_when_its_fact_is_missing(string template, string expected)
    {
        var facts = new Dictionary<string, string> { ["A"] = "1", ["B"] = "2", ["Empty"] = "", ["Braces"] = "{A} [x]" };

        Assert.Equal(expected, TextTemplate.Fill(template, name => facts.GetValueOrDefault(name)));
    }

    [Fact]
    public void Names_are_found_within_parts_too() =>
        Assert.Equal(["A", "B"], TextTemplate.Names("[{A}[, {B}]: ]{A} {{x}}"));

    [Fact]
    public void An_open_placeholder_is_a_bug() =>
        Assert.Throws<FormatException>(() => TextTemplate.Fill("a {A", _ => "1"));
}
