using System;
using System.Globalization;
using FeishuHire.Errors;
using FeishuHire.Text;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

/// <summary>The errors of parameters: both languages, every kind, and nothing of rows in them.</summary>
public sealed class ArgumentErrorsTests
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    [Fact]
    public void A_parameter_is_named_its_value_shown_and_its_remedy_its_own()
    {
        var error = new FeishuHireException(ArgumentErrors.Bad("TimeZone", "Mars", ArgumentKey.TimeZone));
        Assert.Equal(ErrorId.InvalidField, error.ErrorId);
        Assert.StartsWith("A parameter cannot be used as it was given: -TimeZone: 'Mars' is not a time zone. Give a Windows name", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("report_url_type", error.Message);
    }

    [Fact]
    public void A_value_is_shown_on_one_line_and_not_for_pages()
    {
        BgCheckError error = ArgumentErrors.Bad("Delimiter", new string('x', 5000) + "\n{File}", ArgumentKey.Delimiter);
        Assert.InRange(ErrorText.FullMessage(error, English).Length, 100, 400);
        Assert.DoesNotContain("\n", ErrorText.Message(ArgumentErrors.Bad("Delimiter", "a\nb", ArgumentKey.Delimiter), English));
    }

    [Fact]
    public void The_error_of_a_file_says_which_parameter_named_it()
    {
        BgCheckError error = ArgumentErrors.Within(new BgCheckError(ErrorId.FileNotFound).With("File", "map.csv"), "OrderMap");
        Assert.StartsWith("-OrderMap: ", ErrorText.Message(error, English), StringComparison.Ordinal);
        Assert.StartsWith("-OrderMap：", ErrorText.Message(error, Chinese), StringComparison.Ordinal);
    }
}
