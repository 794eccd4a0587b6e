using System.Management.Automation;
using FeishuHire.Completion;
using FeishuHire.Delivery;
using FeishuHire.Engine.Delivery;

namespace FeishuHire.Commands;

/// <summary>Reports final results of background-check orders to Feishu Hire: each result once, after everything else of its
/// order, within the rate limits.</summary>
[Cmdlet(
    VerbsData.Update,
    "BgCheckResult",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPages.Root + "Update-BgCheckResult.md")]
[OutputType(typeof(BgCheckDelivery))]
public sealed class UpdateBgCheckResultCommand : SendingCmdlet
{
    /// <summary>result, for every row, or a script block.</summary>
    [Parameter]
    public object? Result { get; set; }

    /// <summary>result_time, for every row: a date, Unix milliseconds, text, or a script block.</summary>
    [Parameter]
    public object? ResultTime { get; set; }

    /// <summary>operator_role, for every row: Vendor or Administrator, or a script block.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OperatorRoleCompleter))]
    public object? OperatorRole { get; set; }

    /// <summary>report_name of one report, for every row, or a script block.</summary>
    [Parameter]
    public object? ReportName { get; set; }

    /// <summary>report_url of that report, or a script block.</summary>
    [Parameter]
    public object? ReportUrl { get; set; }

    /// <summary>report_url_type of that report: Download or Preview, or a script block.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReportUrlTypeCompleter))]
    public object? ReportUrlType { get; set; }

    /// <summary>Reports: objects of New-BgCheckReportFile, hashtables, objects with the API's or our names, or a script block.</summary>
    [Parameter]
    public object? ReportFile { get; set; }

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    /// <summary>Sends times that lie ahead of the server's clock.</summary>
    [Parameter]
    public SwitchParameter AllowFutureTime { get; set; }

    private protected override BgCheckDeliveryKind Kind => BgCheckDeliveryKind.Result;

    private protected override object? GivenZone => TimeZone;

    private protected override DeliveryOptions AddTo(DeliveryOptions options) => base.AddTo(options) with { AllowFutureTime = AllowFutureTime };
}
