using System.Management.Automation;
using FeishuHire.Completion;

namespace FeishuHire.Commands;

/// <content>The parameters. Those of a row are for the command line alone: the row itself is read from InputObject, because
/// twelve look-ups by property name a row cost more than all the rest. None is mandatory and the binder converts nothing: a
/// value that a typed parameter cannot take would be dropped without a word, so the model converts and reports instead.</content>
public sealed partial class UpdateBgCheckProgressCommand
{
    /// <summary>A BgCheckProgress or any row: PSCustomObject, hashtable, DataRow. Its titles are matched by name.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>background_check_id, for every row: a value, or a script block that makes it from the row in $_.</summary>
    [Parameter]
    public object? BackgroundCheckId { get; set; }

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

    /// <summary>The tenant, for a store app whose connection names none, or a script block.</summary>
    [Parameter]
    public object? TenantKey { get; set; }

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    /// <summary>The most calls under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Further tries after one that failed in passing; 0 is one try.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaxRetry { get; set; } = 5;

    /// <summary>HoldOrder keeps the later stages of an order back after a failure; Continue sends them.</summary>
    [Parameter]
    [ValidateSet("HoldOrder", "Continue")]
    public string OnFailure { get; set; } = "HoldOrder";

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

    /// <summary>Sends without reading orders back first.</summary>
    [Parameter]
    public SwitchParameter NoReadBack { get; set; }

    /// <summary>Order ids that look as if a spreadsheet had rounded them (zeros from the 16th digit on) and are right all the same.</summary>
    [Parameter]
    public string[]? AcceptId { get; set; }

    /// <summary>For how long what was told, and has not changed, is not told again: a TimeSpan or a number of seconds.</summary>
    [Parameter]
    public object? QuietFor { get; set; }

    /// <summary>Sends again what Feishu refused within the last 24 hours.</summary>
    [Parameter]
    public SwitchParameter RetryRejected { get; set; }

    /// <summary>How long to wait while another run works on the ledger: a TimeSpan or a number
    /// of seconds; 10 minutes unless given, 0 not at all.</summary>
    [Parameter]
    public object? WaitForRun { get; set; }

    /// <summary>When to start no further call: a TimeSpan or a number of seconds.</summary>
    [Parameter]
    public object? MaxDuration { get; set; }

    /// <summary>A folder for result files: each run makes a folder of its own in it, with delivered.csv, failed.csv,
    /// unprocessed.csv and summary.json.</summary>
    [Parameter]
    public string? ResultPath { get; set; }

    /// <summary>The connection to use instead of this runspace's own.</summary>
    [Parameter]
    public FeishuHireConnection? Connection { get; set; }
}
