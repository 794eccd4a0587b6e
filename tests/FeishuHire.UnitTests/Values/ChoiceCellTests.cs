using System;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class ChoiceCellTests
{
    [Theory]
    [InlineData("1", ChoiceCell.Vendor, 1)]
    [InlineData("vendor", ChoiceCell.Vendor, 1)]
    [InlineData(" VENDOR ", ChoiceCell.Vendor, 1)]
    [InlineData("供应商", ChoiceCell.Vendor, 1)]
    [InlineData("2", ChoiceCell.Administrator, 2)]
    [InlineData("２", ChoiceCell.Administrator, 2)]
    [InlineData("Administrator", ChoiceCell.Administrator, 2)]
    [InlineData("管理员\u00A0", ChoiceCell.Administrator, 2)]
    [InlineData("2.0", ChoiceCell.Administrator, 2)]
    public void Roles_in_every_spelling(string cell, string name, int number)
    {
        Assert.Equal(name, ChoiceCell.ReadRole(cell));
        Assert.Equal(number, ChoiceCell.RoleNumber(ChoiceCell.ReadRole(cell)));
    }

    [Theory]
    [InlineData("1", ChoiceCell.Download, 1)]
    [InlineData("DOWNLOAD", ChoiceCell.Download, 1)]
    [InlineData("下载", ChoiceCell.Download, 1)]
    [InlineData("2", ChoiceCell.Preview, 2)]
    [InlineData("preview", ChoiceCell.Preview, 2)]
    [InlineData("预览", ChoiceCell.Preview, 2)]
    public void Url_types_in_every_spelling(string cell, string name, int number)
    {
        Assert.Equal(name, ChoiceCell.ReadUrlType(cell));
        Assert.Equal(number, ChoiceCell.UrlTypeNumber(ChoiceCell.ReadUrlType(cell)));
        Assert.Equal(number, ChoiceCell.UrlTypeNumber(cell));
    }

    [Fact]
    public void Numbers_of_every_type()
    {
        Assert.Equal(ChoiceCell.Preview, ChoiceCell.ReadUrlType(2));
        Assert.Equal(ChoiceCell.Preview, ChoiceCell.ReadUrlType(2L));
        Assert.Equal(ChoiceCell.Preview, ChoiceCell.ReadUrlType(2.0));
        Assert.Equal(ChoiceCell.Preview, ChoiceCell.ReadUrlType(2.0m));
        Assert.Equal(ChoiceCell.Vendor, ChoiceCell.ReadRole((byte)1));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("boss")]
    [InlineData("0")]
    public void What_is_unknown_is_kept_as_given(string cell)
    {
        Assert.Equal(cell, ChoiceCell.ReadRole(cell));
        Assert.Null(ChoiceCell.RoleNumber(cell));
        Assert.Equal(cell, ChoiceCell.ReadUrlType(cell));
        Assert.Null(ChoiceCell.UrlTypeNumber(cell));
    }

    [Fact]
    public void Empty_is_none()
    {
        Assert.Null(ChoiceCell.ReadRole(null));
        Assert.Null(ChoiceCell.ReadRole(" "));
        Assert.Null(ChoiceCell.ReadUrlType(DBNull.Value));
        Assert.Null(ChoiceCell.RoleNumber(null));
        Assert.Null(ChoiceCell.UrlTypeNumber(string.Empty));
    }
}
