using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Rules;

/// <summary>The rules that one row must keep by itself, before anything is sent. Findings come in the order of the fields,
/// whatever the row; a good row costs no memory.</summary>
public static class RowRules
{
    /// <summary>How far ahead of now a stage may lie: clocks differ a little.</summary>
    public const int FutureToleranceMinutes = 5;

    private static readonly IReadOnlyList<BgCheckViolation> None = [];

    /// <summary>Whether the row's ids can be read: without them the row cannot even be looked up.</summary>
    /// <param name="row">The row.</param>
    /// <param name="acceptsRoundedId">Whether an order id that looks rounded is known to be right.</param>
    public static IReadOnlyList<BgCheckViolation> CheckIds(BgCheckProgress row, bool acceptsRoundedId = false)
    {
        List<BgCheckViolation>? found = null;
        Ids(row, acceptsRoundedId, ref found);
        return found is null ? None : Fault(row) ?? Named(row, found);
    }

    /// <summary>Every broken rule of the row, those of its ids included.</summary>
    /// <param name="row">The row.</param>
    /// <param name="context">What the rules need to know beside it.</param>
    public static IReadOnlyList<BgCheckViolation> Check(BgCheckProgress row, RowRuleContext context)
    {
        List<BgCheckViolation>? found = Fault(row);
        if (found is not null)
        {
            return found;
        }

        WholeRow(row, ref found);
        Ids(row, context.AcceptsRoundedId, ref found);
        if (row.Kind == BgCheckDeliveryKind.Progress)
        {
            Text(row, row.StageName, ProgressField.StageName, required: true, multiline: false, ref found);
            Text(row, row.StageEnName, ProgressField.StageEnName, required: false, multiline: false, ref found);
        }

        if (row.Kind != BgCheckDeliveryKind.Cancel)
        {
            Time(row, context, ref found);
            Text(row, row.Result, ProgressField.Result, required: row.Kind == BgCheckDeliveryKind.Result, multiline: true, ref found);
            Role(row, ref found);
            ReportRules.Check(row, ref found);
        }

        Text(row, row.TenantKey, ProgressField.TenantKey, required: false, multiline: false, ref found);
        return Named(row, found);
    }

    /// <summary>The row's error: the first finding names it, all are in it.</summary>
    /// <param name="violations">What was found, at least one.</param>
    public static BgCheckError ToError(IReadOnlyList<BgCheckViolation> violations) =>
        new BgCheckError(violations[0].ErrorId)
        {
            Violations = violations,
            Outcome = BgCheckDeliveryStatus.NotSent,
        }.With("Field", violations[0].Field);

    internal static void Add(ref List<BgCheckViolation>? found, BgCheckViolation? violation)
    {
        if (violation is not null)
        {
            (found ??= []).Add(violation);
        }
    }

    internal static BgCheckViolation Missing(ProgressField field) => Texts.OfRules.Violation(ErrorId.MissingField, ColumnMatcher.ApiName(field), RuleKey.Missing);

    private static BgCheckViolation Missing(BgCheckProgress row, ProgressField field) => ColumnNames.IsTyped(row, field)
        ? Texts.OfRules.Violation(ErrorId.MissingField, ColumnMatcher.ApiName(field), RuleKey.MissingTyped, ("Parameter", "-" + field))
        : Missing(field);

    // Findings name their columns as the row's sheet does.
    private static IReadOnlyList<BgCheckViolation> Named(BgCheckProgress row, List<BgCheckViolation>? found)
    {
        for (int i = 0; i < found?.Count; i++)
        {
            found[i] = found[i] with { Column = ColumnNames.Of(row, found[i].Field) };
        }

        return found ?? None;
    }

    /// <summary>Of a line that cannot be read nothing else is judged.</summary>
    private static List<BgCheckViolation>? Fault(BgCheckProgress row) =>
        row.Fault is null ? null : [new BgCheckViolation(ErrorId.RowUnreadable, null, row.Fault, null)];

    /// <summary>What is wrong with the row and with no one field, e.g. more cells than titles.</summary>
    private static void WholeRow(BgCheckProgress row, ref List<BgCheckViolation>? found)
    {
        if (row.ReadViolations is { Count: > 0 } findings)
        {
            foreach (BgCheckViolation finding in findings)
            {
                Add(ref found, finding.Field is null ? finding : null);
            }
        }
    }

    private static void Ids(BgCheckProgress row, bool acceptsRoundedId, ref List<BgCheckViolation>? found)
    {
        Id(row, row.BackgroundCheckId, ProgressField.BackgroundCheckId, acceptsRoundedId, ref found);
        if (row.Kind == BgCheckDeliveryKind.Progress)
        {
            Id(row, row.StageId, ProgressField.StageId, acceptsRoundedId, ref found);
        }
    }

    private static void Id(BgCheckProgress row, string? id, ProgressField field, bool acceptsRoundedId, ref List<BgCheckViolation>? found)
    {
        if (WasUnreadable(row, field, ref found))
        {
            return;
        }

        Add(ref found, TextCell.IsEmpty(id) ? Missing(row, field)
            : field == ProgressField.BackgroundCheckId ? IdCell.CheckOrderId(id!, acceptsRoundedId)
            : IdCell.CheckStageId(id!));
    }

    private static void Text(
        BgCheckProgress row, string? text, ProgressField field, bool required, bool multiline, ref List<BgCheckViolation>? found)
    {
        if (!WasUnreadable(row, field, ref found))
        {
            string name = ColumnMatcher.ApiName(field);
            Add(ref found, required && TextCell.IsEmpty(text) ? Missing(row, field) : TextCell.Check(text, name, multiline));
        }
    }

    private static void Time(BgCheckProgress row, RowRuleContext context, ref List<BgCheckViolation>? found)
    {
        string field = ColumnMatcher.ApiName(row.TimeField);
        if (WasUnreadable(row, row.TimeField, ref found))
        {
            return;
        }

        if (row.StageTime is not BgCheckTime time)
        {
            // A text that nobody has read yet: RowReader.Prepare would have.
            Add(ref found, TimeCell.Read(row.StageTimeText, TimeCellOptions.Default).Violation is { } unreadable
                ? unreadable with { Field = field } : Missing(row, row.TimeField));
        }
        else if (!context.AllowFutureTime && time.UnixMilliseconds - context.NowUnixMilliseconds > FutureToleranceMinutes * 60_000L)
        {
            Add(ref found, Texts.OfRules.Violation(
                ErrorId.StageTimeInFuture,
                field,
                RuleKey.TimeInFuture,
                ("Time", time.ToString(null, CultureInfo.InvariantCulture)),
                ("Minutes", FutureToleranceMinutes),
                ("Now", new BgCheckTime(context.NowUnixMilliseconds, time.Offset).ToString(null, CultureInfo.InvariantCulture))));
        }
    }

    private static void Role(BgCheckProgress row, ref List<BgCheckViolation>? found)
    {
        if (!WasUnreadable(row, ProgressField.OperatorRole, ref found)
            && !TextCell.IsEmpty(row.OperatorRole)
            && ChoiceCell.RoleNumber(row.OperatorRole) is null)
        {
            Add(ref found, ErrorValue.Check(row.OperatorRole!, ColumnMatcher.ApiName(ProgressField.OperatorRole)) ?? Texts.OfRules.Violation(
                ErrorId.InvalidField,
                ColumnMatcher.ApiName(ProgressField.OperatorRole),
                RuleKey.RoleUnknown,
                ("Length", row.OperatorRole!.Length)));
        }
    }

    /// <summary>Adds what was found when the field's cell was read; the member then holds no value worth judging.</summary>
    internal static bool WasUnreadable(BgCheckProgress row, ProgressField field, ref List<BgCheckViolation>? found)
    {
        if (row.ReadViolations is not { Count: > 0 } findings)
        {
            return false;
        }

        bool any = false;
        string name = ColumnMatcher.ApiName(field);
        for (int i = 0; i < findings.Count; i++)
        {
            if (findings[i].Field == name)
            {
                Add(ref found, findings[i]);
                any = true;
            }
        }

        return any;
    }
}
