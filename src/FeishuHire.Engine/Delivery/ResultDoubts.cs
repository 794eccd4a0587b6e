using FeishuHire.Errors;
using FeishuHire.Values;

namespace FeishuHire.Engine.Delivery;

/// <summary>What is odd about a final result and no reason to keep it back. The loop's alone.</summary>
internal sealed class ResultDoubts(RunOutput output)
{
    private int? _linkKind;
    private bool _mixedTold;

    /// <summary>Looks at a result that goes out, or would.</summary>
    /// <param name="row">The result.</param>
    /// <param name="facts">What is known of its order.</param>
    internal void Look(BgCheckProgress row, OrderFacts facts)
    {
        if (row.Kind != BgCheckDeliveryKind.Result)
        {
            return;
        }

        if (row.StageTime is { } time && time.UnixMilliseconds <= facts.LastStage)
        {
            output.Doubted(
                row,
                ErrorId.StageTimeNotIncreasing,
                "result_time",
                "ResultBeforeStage",
                row.BackgroundCheckId!,
                Invariant.Time(time.UnixMilliseconds, time.Offset),
                Invariant.Time(facts.LastStage, time.Offset));
        }

        // One provider is said to support only one kind. Source: contract, the page 回传背调订单的最终结果.
        foreach (BgCheckReportFile report in row.ReportFile)
        {
            int kind = ChoiceCell.UrlTypeNumber(report.UrlType) ?? 1;
            if (_linkKind is int other && other != kind && !_mixedTold)
            {
                _mixedTold = true;
                output.Doubted(row, ErrorId.ReportUrlInvalid, "report_url_type", "MixedLinkKinds", row.BackgroundCheckId!);
            }

            _linkKind = kind;
        }
    }
}
