using System;
using System.Collections;
using FeishuHire.Sandbox;
using Xunit;

namespace FeishuHire.UnitTests.Sandbox;

/// <summary>Faults as users write them.</summary>
public sealed class FaultReaderTests
{
    [Fact]
    public void Every_kind_is_read_by_its_name_in_any_case()
    {
        foreach (SandboxFaultKind kind in Enum.GetValues<SandboxFaultKind>())
        {
            Assert.Equal(new SandboxFault(kind), FaultReader.Read(kind.ToString().ToLowerInvariant()));
        }
    }

    [Fact]
    public void A_table_sets_every_member()
    {
        var table = new Hashtable
        {
            ["kind"] = "Answer",
            ["Count"] = 2,
            ["after"] = "3",
            ["Order"] = 6931286400470354183,
            ["Stage"] = "S1",
            ["Endpoint"] = "Any",
            ["Limit"] = 1000,
            ["ResetSeconds"] = 7,
            ["Milliseconds"] = 8,
            ["Status"] = 403,
            ["Code"] = 99991403,
            ["Msg"] = "quota",
        };
        var expected = new SandboxFault(SandboxFaultKind.Answer)
        {
            Count = 2,
            After = 3,
            OrderId = "6931286400470354183",
            StageId = "S1",
            Endpoint = SandboxEndpoint.Any,
            Limit = 1000,
            ResetSeconds = 7,
            Milliseconds = 8,
            Status = 403,
            Code = 99991403,
            Msg = "quota",
        };
        Assert.Equal(expected, FaultReader.Read(table));
    }

    [Theory]
    [InlineData("Nonsense")]
    [InlineData("3")]
    [InlineData("")]
    public void An_unknown_kind_is_told_which_there_are(string kind)
    {
        FeishuHireException byName = Assert.Throws<FeishuHireException>(() => FaultReader.Read(kind));
        FeishuHireException byTable = Assert.Throws<FeishuHireException>(() => FaultReader.Read(new Hashtable { ["Kind"] = kind }));
        foreach (FeishuHireException e in new[] { byName, byTable })
        {
            Assert.Equal("InvalidField", e.ErrorId);
            Assert.All(Enum.GetNames<SandboxFaultKind>(), name => Assert.Contains(name, e.Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Count", "0", "whole number from 1")]
    [InlineData("Count", "many", "whole number from 1")]
    [InlineData("Status", "600", "from 200 to 599")]
    [InlineData("Endpoint", "Moon", "Progress, Token, Any")]
    [InlineData("Colour", "red", "Milliseconds")]
    public void A_member_that_cannot_be_is_told_what_can(string member, string value, string told)
    {
        FeishuHireException e = Assert.Throws<FeishuHireException>(() => FaultReader.Read(new Hashtable { ["Kind"] = "NoAnswer", [member] = value }));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_else_is_no_fault()
    {
        Assert.Throws<FeishuHireException>(() => FaultReader.Read(5));
        Assert.Throws<FeishuHireException>(() => FaultReader.Read(null));
        Assert.Throws<FeishuHireException>(() => FaultReader.Read(new Hashtable { ["Count"] = 1 }));
    }
}
