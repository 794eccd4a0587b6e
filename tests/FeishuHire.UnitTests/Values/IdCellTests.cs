using System;
using System.Numerics;
using FeishuHire.Errors;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class IdCellTests
{
    private const string Id = "6931286400470354183";

    [Theory]
    [InlineData(Id)]
    [InlineData(" 6931286400470354183 ")]
    [InlineData("6931286400470354183\t")]
    [InlineData("\u00A06931286400470354183\u3000")]
    [InlineData("\uFEFF6931286400470354183")]
    [InlineData("=\"6931286400470354183\"")]
    [InlineData("'6931286400470354183")]
    [InlineData("\t'6931286400470354183")]
    [InlineData("６９３１２８６４００４７０３５４１８３")]
    public void Text_gives_the_id_itself(string cell)
    {
        Assert.Equal(Id, IdCell.Read(cell));
        Assert.Null(IdCell.CheckOrderId(IdCell.Read(cell)!));
        Assert.Null(IdCell.CheckStageId(IdCell.Read(cell)!));
    }

    [Fact]
    public void A_clean_text_is_not_copied() => Assert.Same(Id, IdCell.Read(Id));

    [Fact]
    public void Exact_numbers_keep_every_digit()
    {
        Assert.Equal(Id, IdCell.Read(6931286400470354183L));
        Assert.Equal(Id, IdCell.Read(6931286400470354183UL));
        Assert.Equal(Id, IdCell.Read(6931286400470354183m));
        Assert.Equal(Id, IdCell.Read(6931286400470354183.00m));
        Assert.Equal(Id, IdCell.Read(BigInteger.Parse(Id)));
        Assert.Equal("123", IdCell.Read(123));
        Assert.Equal("123456789012345", IdCell.Read(123456789012345d));
        Assert.Equal("12345", IdCell.Read(12345f));
    }

    [Theory]
    [InlineData(6931286400470354183d)]
    [InlineData(6e18)]
    [InlineData(1e15)]
    [InlineData(1234567890123456d)]
    public void A_double_beyond_15_digits_is_damaged_and_its_text_says_so(double number)
    {
        string text = IdCell.Read(number)!;
        Assert.Equal(ErrorId.DamagedId, IdCell.CheckOrderId(text)!.ErrorId);
        Assert.Equal(ErrorId.DamagedId, IdCell.CheckStageId(text)!.ErrorId);
        Assert.Equal(text, IdCell.Read(text));
    }

    [Fact]
    public void A_rounded_number_reads_as_a_spreadsheet_shows_it() =>
        Assert.Equal("6.93128640047035E+18", IdCell.Read(6931286400470354183d));

    [Theory]
    [InlineData("6.93128640047035E+18")]
    [InlineData("6.93128640047035E+018")]
    [InlineData("6.93E+18")]
    [InlineData("6.93e18")]
    [InlineData("6E+18")]
    [InlineData("6931286400470350000")]
    [InlineData("6931286400470354183.0")]
    [InlineData("6931286400470354183.00")]
    [InlineData("=\"6.93E+18\"")]
    [InlineData("６.93E+18")]
    public void Every_spelling_of_a_damaged_order_id_is_found(string cell)
    {
        BgCheckViolation violation = IdCell.CheckOrderId(IdCell.Read(cell)!)!;
        Assert.Equal(ErrorId.DamagedId, violation.ErrorId);
        Assert.Equal("background_check_id", violation.Field);
        Assert.Contains("text", violation.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6931286400470354183")]
    [InlineData("6931286400470350001")]
    [InlineData("1234567890123450")] // 16 digits: a short id may end in a zero
    [InlineData("1")]
    public void Good_order_ids_pass(string id) => Assert.Null(IdCell.CheckOrderId(id));

    [Theory]
    [InlineData("BG-2026-001")]
    [InlineData("6931 2864")]
    [InlineData("-5")]
    [InlineData("12.5")]
    [InlineData("123.0")]
    [InlineData("张三")]
    [InlineData("1234567890123456789012345678901234567")]
    [InlineData("E+18")]
    [InlineData("1.2.3")]
    [InlineData("٦٩٣١")] // digits, but not the API's
    public void What_is_not_an_order_id_is_invalid_and_never_quoted(string id)
    {
        BgCheckViolation violation = IdCell.CheckOrderId(id)!;
        Assert.Equal(ErrorId.InvalidField, violation.ErrorId);
        Assert.DoesNotContain(id, violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("S001-1")]
    [InlineData("1E5")]
    [InlineData("1E18")]
    [InlineData("1.5E+2")]
    [InlineData("v1.0")]
    [InlineData("123.0")]
    [InlineData("6931286400470350000")]
    [InlineData("阶段一")]
    public void A_stage_id_may_be_any_text(string id) => Assert.Null(IdCell.CheckStageId(id));

    [Theory]
    [InlineData("6.93E+18", ErrorId.DamagedId)]
    [InlineData("1.0E+15", ErrorId.DamagedId)]
    [InlineData("6931286400470354183.0", ErrorId.DamagedId)]
    [InlineData("S\uFFFD1", ErrorId.InvalidField)]
    [InlineData("S\u00001", ErrorId.InvalidField)]
    public void A_stage_id_that_was_a_number_or_is_garbled_is_found(string id, string errorId) =>
        Assert.Equal(errorId, IdCell.CheckStageId(id)!.ErrorId);

    [Fact]
    public void A_stage_id_has_a_longest_length()
    {
        Assert.Null(IdCell.CheckStageId(new string('S', IdCell.MaxStageIdLength)));
        Assert.Equal(ErrorId.InvalidField, IdCell.CheckStageId(new string('S', IdCell.MaxStageIdLength + 1))!.ErrorId);
    }

    [Theory]
    [InlineData("6.93128640047035E+18", "693128640047035")]
    [InlineData("6.93E+18", "693")]
    [InlineData("6.0E+18", "6")]
    [InlineData("6931286400470350000", "693128640047035")]
    [InlineData("6931286400470354183.0", "693128640047035")]
    [InlineData("S001", "")]
    public void Tells_which_digits_of_a_damaged_id_hold(string id, string digits) => Assert.Equal(digits, IdCell.TrustedDigits(id));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("=\"\"")]
    public void An_empty_cell_has_no_id(string? cell) => Assert.Null(IdCell.Read(cell));

    [Fact]
    public void DBNull_has_no_id() => Assert.Null(IdCell.Read(DBNull.Value));
}
