using System.Management.Automation;
using FeishuHire.Completion;

namespace FeishuHire.Commands;

/// <content>The parameters. Those of a row are for the command line alone: the row itself is read from InputObject, because
/// twelve look-ups by property name a row cost more than all the rest. None is mandatory and the binder converts nothing: a
/// value that a typed parameter cannot take would be dropped without a word, so the model converts and reports instead.</content>
public sealed partial class UpdateBgCheckProgressCommand
{
    /// <summary>stage_id, for every row, or a script block.</summary>
    [Parameter]
    public object? StageId { get; set; }

    /// <summary>stage_name, for every row, or a script block.</summary>
    [Parameter]
    public object? StageName { get; set; }

    /// <summary>stage_en_name, for every row, or a script block.</summary>
    [Parameter]
    public object? StageEnName { get; set; }

    /// <summary>stage_time, for every row: a date, Unix milliseconds, text, or a script block.</summary>
    [Parameter]
    public object? StageTime { get; set; }

    /// <summary>result, for every row, or a script block.</summary>
    [Parameter]
    public object? Result { get; set; }

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

    /// <summary>Nudge sends equal times of one order one millisecond apart; Refuse refuses the second.</summary>
    [Parameter]
    [ValidateSet("Nudge", "Refuse")]
    public string EqualStageTime { get; set; } = "Nudge";

    /// <summary>Sends times that lie ahead of the server's clock.</summary>
    [Parameter]
    public SwitchParameter AllowFutureTime { get; set; }

    /// <summary>Sends rows as they come instead of waiting until the input has ended: for live pipelines.</summary>
    [Parameter]
    public SwitchParameter NoReorder { get; set; }
}
