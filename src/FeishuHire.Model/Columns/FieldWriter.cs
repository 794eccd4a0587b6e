using System;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Columns;

/// <summary>Puts values into the fields of updates, each as its field's cells are read; one for a whole run, so that a zone is
/// looked up once.</summary>
internal sealed class FieldWriter(RowReaderOptions options)
{
    private string? _zoneName;
    private TimeCellOptions? _zone;

    /// <summary>The field that holds the time of the kind that is read.</summary>
    internal ProgressField Time { get; } = new BgCheckProgress { Kind = options.Kind }.TimeField;

    /// <summary>Puts a value into its field, cleaned as a cell of it is; what is wrong with it goes into the row.</summary>
    internal void Set(BgCheckProgress row, ProgressField field, object? value)
    {
        switch (field)
        {
            case ProgressField.BackgroundCheckId:
                row.BackgroundCheckId = IdCell.Read(value);
                CheckIsNoDate(row, field, value);
                break;
            case ProgressField.StageId:
                row.StageId = IdCell.Read(value);
                CheckIsNoDate(row, field, value);
                break;
            case ProgressField.StageName:
                row.StageName = TextCell.ReadLine(value);
                break;
            case ProgressField.StageEnName:
                row.StageEnName = TextCell.ReadLine(value);
                break;
            case ProgressField.StageTime or ProgressField.ResultTime:
                SetTime(row, TimeObject.Read(value, options.ObjectProperties), null);
                break;
            case ProgressField.Result:
                row.Result = TextCell.ReadLine(value);
                break;
            case ProgressField.OperatorRole:
                row.OperatorRole = ChoiceCell.ReadRole(value);
                row.OperatorRoleText = ChoiceCell.OwnWords(value, row.OperatorRole);
                break;
            case ProgressField.TenantKey:
                row.TenantKey = TextCell.Read(value) is string tenant ? CellText.DropInvisible(tenant) : null;
                break;
        }
    }

    /// <summary>An id such as 3-1 that a spreadsheet took for a day.</summary>
    private static void CheckIsNoDate(BgCheckProgress row, ProgressField field, object? value)
    {
        if (value is DateTime or DateTimeOffset)
        {
            row.AddReadViolation(Texts.OfRules.Violation(ErrorId.DamagedId, ColumnMatcher.ApiName(field), RuleKey.IdIsDate));
        }
    }

    /// <summary>Reads the time by the row's own zone, unless the user named one.</summary>
    internal void SetTime(BgCheckProgress row, object? value, string? ownZone)
    {
        TimeCellOptions? times = ownZone is null || options.IsZoneGiven ? options.Time : OfZone(ownZone);
        string? text = TextCell.Read(value);
        TimeReading reading = times is null ? default : TimeCell.Read(value, times);
        row.StageTime = reading.Time;
        row.StageTimeText = text;
        row.TimeZone = times is null ? ownZone : reading.IsByZone ? times.Zone.Id : null;
        if (reading.Violation is not null)
        {
            row.AddReadViolation(reading.Violation with { Field = ColumnMatcher.ApiName(Time) });
        }
        else if (times is null && text is not null)
        {
            row.AddReadViolation(Texts.OfRules.Violation(ErrorId.StageTimeUnreadable, ColumnMatcher.ApiName(Time), RuleKey.TimeZoneUnknown, ("Zone", ownZone)));
        }
    }

    private TimeCellOptions? OfZone(string name)
    {
        if (name != _zoneName)
        {
            TimeZoneInfo? zone = name == options.Time.Zone.Id ? options.Time.Zone : (options.FindZone ?? TimeZoneText.Parse)(name);
            _zone = zone is null ? null : options.Time with { Zone = zone };
            _zoneName = name;
        }

        return _zone;
    }
}
