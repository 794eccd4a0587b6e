using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Columns;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Rows;

/// <summary>Reads what the pipeline gives, one object after another, as updates that know their place. Whoever sends rows
/// and whoever tests them read them the same.</summary>
internal sealed class RowIntake
{
    private readonly RowReader _reader;
    private readonly TypedFields? _typed;
    private readonly BgCheckDeliveryKind _kind;

    /// <summary>Begins with the first row.</summary>
    /// <param name="kind">What the rows are.</param>
    /// <param name="time">How times are read.</param>
    /// <param name="isZoneGiven">Whether the user named the zone: it then counts instead of a row's own.</param>
    /// <param name="typed">Values typed on the command line, for every row; or null.</param>
    internal RowIntake(BgCheckDeliveryKind kind, TimeCellOptions time, bool isZoneGiven, TypedFields? typed = null)
    {
        _typed = typed;
        _kind = kind;
        _reader = new RowReader(new RowReaderOptions
        {
            Kind = kind,
            Time = time,
            IsZoneGiven = isZoneGiven,
            FindZone = TimeZoneArgument.Read,
            Overrides = typed?.Values,
            ObjectProperties = RowCells.OfNested,
        });
    }

    /// <summary>Rows taken so far.</summary>
    internal long Count { get; private set; }

    /// <summary>The rows of an argument: an array or a table given whole; the pipeline has already unrolled it.</summary>
    internal static IEnumerable<PSObject?> Items(PSObject? input)
    {
        object? value = input?.BaseObject;
        IEnumerable? items = value is DataTable table ? table.Rows : value is IList and not byte[] ? (IList)value : null;
        if (items is null)
        {
            yield return input;
            yield break;
        }

        foreach (object? item in items)
        {
            yield return item is null ? null : PSObject.AsPSObject(item);
        }
    }

    /// <summary>Takes the next row.</summary>
    /// <param name="item">The object, or null.</param>
    /// <param name="isInput">Whether it came through the pipeline: without input and object the typed values are the row.</param>
    internal RowTaken Take(PSObject? item, bool isInput)
    {
        IReadOnlyList<BgCheckViolation> failures = _typed?.Run(item) ?? [];
        RowTaken taken = Read(item, isInput);
        if (taken.Row is { } row && failures.Count > 0)
        {
            row = ReferenceEquals(row, UpdateOf(item?.BaseObject)) ? row.Copy() : row;
            foreach (BgCheckViolation failure in failures)
            {
                row.AddReadViolation(failure);
            }

            taken = new(row, taken.Error);
        }

        return taken;
    }

    private RowTaken Read(PSObject? item, bool isInput)
    {
        var source = new BgCheckSource(null, ++Count);
        if (UpdateOf(item?.BaseObject) is { } progress)
        {
            return new(Placed(_reader.Prepare(progress), progress, source), null);
        }

        if (item is null && !isInput)
        {
            return new(_reader.ReadOverrides(source), null);
        }

        RowReading reading = _reader.Read(item is null ? [] : RowCells.Of(item), source);
        return item is not null && reading.KnownColumns == 0 && _typed is not { Count: > 0 }
            ? new(reading.Progress ?? new BgCheckProgress { Kind = _kind, Source = source }, Unknown(item))
            : new(reading.Progress, null);
    }

    /// <summary>The update that an object is or stands for; null for a row of any other make.</summary>
    private BgCheckProgress? UpdateOf(object? value) => value switch
    {
        BgCheckProgress progress when _kind == BgCheckDeliveryKind.Progress => progress,
        BgCheckResult result when _kind == BgCheckDeliveryKind.Result => result.Update,
        BgCheckCancellation cancellation when _kind == BgCheckDeliveryKind.Cancel => cancellation.Update,
        _ => null,
    };

    /// <summary>The object itself stays as it is.</summary>
    private static BgCheckProgress Placed(BgCheckProgress prepared, BgCheckProgress given, BgCheckSource source)
    {
        if (prepared.Source is null)
        {
            prepared = ReferenceEquals(prepared, given) ? given.Copy() : prepared;
            prepared.Source = source;
        }

        return prepared;
    }

    /// <summary>Says which titles nearly are known ones. The others are not shown: without a line of titles they are the
    /// first row of the data.</summary>
    private BgCheckError Unknown(PSObject item)
    {
        var near = new List<string>();
        foreach (KeyValuePair<string, object?> cell in RowCells.Of(item))
        {
            if (ColumnMatcher.Nearest(cell.Key, _kind) is string field)
            {
                near.Add(Texts.OfFiles.Say(FileFaultKey.NearMiss, ("Title", cell.Key), ("Field", field)));
            }
        }

        BgCheckError error = new BgCheckError(ErrorId.ColumnsNotFound)
            .With("Expected", string.Join(", ", Array.ConvertAll(ColumnTitles.Required(_kind), ColumnMatcher.ApiName)))
            .With("Row", Count.ToString(CultureInfo.InvariantCulture));
        return near.Count == 0 ? error : error.With("Detail", string.Join(" ", near));
    }
}
