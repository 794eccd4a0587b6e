using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Values;

namespace FeishuHire;

/// <summary>One stage update of one background-check order: what a call of update_progress carries. Every member can be
/// set and may hold an invalid value; the rules run when it is tested or sent.</summary>
/// <remarks>Field rules: the page 更新背调订单进度. Texts keep exactly what was given; times keep it in
/// <see cref="StageTimeText"/>. Setting a member settles what was wrong with the cell it was read from.</remarks>
public sealed class BgCheckProgress
{
    /// <summary>background_check_id: Feishu's order id, digits only, 19 in practice. Text, because it does not fit a double.</summary>
    public string? BackgroundCheckId { get; set => field = Settled(value, ProgressField.BackgroundCheckId); }

    /// <summary>stage_id: the vendor's own id of the stage; unique within its order.</summary>
    public string? StageId { get; set => field = Settled(value, ProgressField.StageId); }

    /// <summary>stage_name: required, shown on the card.</summary>
    public string? StageName { get; set => field = Settled(value, ProgressField.StageName); }

    /// <summary>stage_en_name: optional.</summary>
    public string? StageEnName { get; set => field = Settled(value, ProgressField.StageEnName); }

    /// <summary>stage_time: when the stage was reached; must rise with every stage of an order. Null when the cell could not be read.</summary>
    public BgCheckTime? StageTime { get; set => field = Settled(value, TimeField); }

    /// <summary>The time as it was given, e.g. the cell's text; read again at send when <see cref="StageTime"/> is null.</summary>
    public string? StageTimeText { get; set => field = Settled(value, TimeField); }

    /// <summary>The zone by which <see cref="StageTimeText"/> was read, as -TimeZone takes it: who reads the text again uses the
    /// same, unless told otherwise. Null where it was not read by a zone.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Why the line could not be read; null for a row that could. Such a row carries the ids that could be read in it,
    /// is never sent, and holds its order.</summary>
    public string? Fault { get; set; }

    /// <summary>result: the stage's result; if set, at least one report is required.</summary>
    public string? Result { get; set => field = Settled(value, ProgressField.Result); }

    /// <summary>operator_role: <c>Vendor</c> (1), <c>Administrator</c> (2), or null, which the API reads as Vendor and which
    /// is not sent. A value that is none of these is kept as given and refused when it is sent.</summary>
    public string? OperatorRole { get; set => field = Settled(value, ProgressField.OperatorRole); }

    /// <summary>report_file_list: the stage's reports, in order.</summary>
    public BgCheckReportFileList ReportFile { get => Reports ??= []; set => Reports = value; }

    /// <summary>The tenant that owns the order, for store apps whose connection names none.</summary>
    public string? TenantKey { get; set => field = Settled(value, ProgressField.TenantKey); }

    /// <summary>The error of a row with a <see cref="Fault"/>; null for any other.</summary>
    internal BgCheckError? FaultError
    {
        get
        {
            if (Fault is null)
            {
                return null;
            }

            BgCheckError error = new BgCheckError(ErrorId.RowUnreadable) { Outcome = BgCheckDeliveryStatus.NotSent }.With("Detail", Fault);
            return Source?.File is string file
                ? error.With("File", file).With("Row", Source.Row.ToString(CultureInfo.InvariantCulture))
                : error;
        }
    }

    /// <summary>Where the update came from.</summary>
    public BgCheckSource? Source { get; set; }

    /// <summary>The row's columns that are not part of the update, by title, kept for the results.</summary>
    public IDictionary<string, string?> Properties { get => field ??= new RowProperties(); set; }

    /// <summary>What a call with it does. A final result and the end of an order take the same way as a stage, without stage id
    /// and name; their time stands in <see cref="StageTime"/>.</summary>
    internal BgCheckDeliveryKind Kind { get; init; }

    /// <summary>The field that its time is sent as.</summary>
    internal ProgressField TimeField => Kind == BgCheckDeliveryKind.Result ? ProgressField.ResultTime : ProgressField.StageTime;

    /// <summary>The update as its own cmdlet takes and shows it.</summary>
    internal object Shown => Kind switch
    {
        BgCheckDeliveryKind.Result => new BgCheckResult(this),
        BgCheckDeliveryKind.Cancel => new BgCheckCancellation(this),
        _ => this,
    };

    /// <summary>The reports, or null where nobody has asked for the list yet: most stages have none.</summary>
    internal BgCheckReportFileList? Reports { get; private set; }

    /// <summary>Rows that were joined into this update, in order, the first one left out; for the result files.</summary>
    internal IList<BgCheckProgress>? JoinedRows { get; set; }

    /// <summary>The update as its own row gave it, before other rows were joined into it; null where none was. For the result files.</summary>
    internal BgCheckProgress? OwnRow { get; set; }

    /// <summary>The columns of the table that the row was read from; null for an update that was none. For the result files.</summary>
    internal ColumnLayout? Layout { get; set; }

    /// <summary>The fields whose values were typed on the command line; null where none was. For messages.</summary>
    internal ICollection<ProgressField>? TypedFields { get; set; }

    /// <summary>operator_role in the row's own words, where these are others. For the result files.</summary>
    internal string? OperatorRoleText { get; set; }

    /// <summary>What was wrong with cells that no member can hold, found when the row was read; a member that is set anew
    /// takes its findings away.</summary>
    internal IList<BgCheckViolation>? ReadViolations { get; set; }

    /// <summary>The order and stage, e.g. <c>6931286400470354183/S001-1</c>; error views print it, so an order id that is
    /// none is told by its length.</summary>
    public override string ToString() => Kind == BgCheckDeliveryKind.Progress ? $"{IdText.Shown(BackgroundCheckId)}/{StageId}" : IdText.Shown(BackgroundCheckId) ?? string.Empty;

    /// <summary>The same update as objects of its own; source and joined rows are shared.</summary>
    internal BgCheckProgress Copy()
    {
        var copy = (BgCheckProgress)MemberwiseClone();
        copy.Reports = Reports?.Copy();
        copy.Properties = new RowProperties(Properties);
        copy.JoinedRows = JoinedRows is null ? null : [.. JoinedRows];
        copy.ReadViolations = ReadViolations is null ? null : [.. ReadViolations];
        return copy;
    }

    internal void AddReadViolation(BgCheckViolation violation) => (ReadViolations ??= new List<BgCheckViolation>()).Add(violation);

    private T Settled<T>(T value, ProgressField field)
    {
        if (ReadViolations is { Count: > 0 } findings)
        {
            string name = ColumnMatcher.ApiName(field);
            for (int i = findings.Count - 1; i >= 0; i--)
            {
                if (findings[i].Field == name)
                {
                    findings.RemoveAt(i);
                }
            }
        }

        return value;
    }
}
