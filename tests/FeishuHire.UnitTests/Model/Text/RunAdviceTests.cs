using System.Globalization;
using System.IO;
using FeishuHire.Text;
using FeishuHire.UnitTests.Values;
using Xunit;

namespace FeishuHire.UnitTests.Model.Text;

/// <summary>The warning at the end of a run says what is to be done in its case, and nothing of other cases.</summary>
public sealed class RunAdviceTests
{
    [Fact]
    public void With_results_the_files_are_named()
    {
        string text = RunAdvice.Of(new BgCheckRunSummary { Failed = 2, Held = 1, ResultPath = Path.Combine("out", "r1") });

        Assert.Contains(Path.Combine("out", "r1", "failed.csv"), text);
        Assert.Contains(Path.Combine("out", "r1", "unprocessed.csv"), text);
        Assert.DoesNotContain("-NeedsAction", text);
    }

    [Fact]
    public void Without_results_no_file_is_named()
    {
        string text = RunAdvice.Of(new BgCheckRunSummary { Failed = 2, Unprocessed = 3 });

        Assert.StartsWith("2 failed (0 of them with unknown outcome), 0 held back, 3 not tried. Correct what the errors name", text);
        Assert.DoesNotContain(".csv", text);
        Assert.DoesNotContain("earlier stage", text);
    }

    [Fact]
    public void Held_rows_want_their_earlier_stage_repaired() =>
        Assert.Contains("repair that stage, or give it up with Set-BgCheckDelivery -Status Abandoned", RunAdvice.Of(new BgCheckRunSummary { Held = 1 }));

    [Fact]
    public void Of_unknown_outcomes_alone_nothing_is_to_be_corrected()
    {
        string text = RunAdvice.Of(new BgCheckRunSummary { Failed = 1, Uncertain = 1 });

        Assert.Contains("Get-BgCheckDelivery -NeedsAction", text);
        Assert.DoesNotContain("Correct", text);
    }

    [Fact]
    public void In_Chinese_nothing_is_called_the_wrong_one() => Cultures.Run("zh-CN", () =>
    {
        string text = RunAdvice.Of(new BgCheckRunSummary { Failed = 1, Held = 1, Uncertain = 1, Unprocessed = 1 });

        Assert.Contains("结果未知 1 行", text);
        Assert.DoesNotContain("TargetObject", text);
    });
}
