using System;
using System.Collections.Generic;

namespace FeishuHire.Columns;

/// <summary>Remembers what each title stands for, so that thousands of rows with the same titles look it up and do not
/// work it out again. Not for several threads.</summary>
internal sealed class ColumnRoles
{
    // Hashtables with ever new keys must not fill the memory.
    private const int MostTitles = 4096;

    private static readonly Dictionary<string, ColumnKind> OwnMembers = new(StringComparer.Ordinal)
    {
        [ColumnMatcher.Normalize(nameof(BgCheckProgress.TimeZone))] = ColumnKind.TimeZone,
        [ColumnMatcher.Normalize(nameof(BgCheckProgress.Fault))] = ColumnKind.Fault,
        [ColumnMatcher.Normalize(nameof(BgCheckProgress.Source))] = ColumnKind.Source,
        [ColumnMatcher.Normalize(nameof(BgCheckProgress.Properties))] = ColumnKind.Properties,
    };

    private readonly Dictionary<string, ColumnRole> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProgressField> _mapped = new(StringComparer.Ordinal);

    private readonly BgCheckDeliveryKind _kind;
    private readonly string _timeText;

    internal ColumnRoles(IReadOnlyDictionary<string, ProgressField>? map, BgCheckDeliveryKind kind)
    {
        _kind = kind;
        _timeText = ColumnMatcher.Normalize(kind == BgCheckDeliveryKind.Result ? nameof(BgCheckResult.ResultTimeText) : nameof(BgCheckProgress.StageTimeText));
        if (map is null)
        {
            return;
        }

        foreach (KeyValuePair<string, ProgressField> column in map)
        {
            _mapped[ColumnMatcher.Normalize(column.Key)] = column.Value;
        }
    }

    internal ColumnRole Of(string title)
    {
        if (!_known.TryGetValue(title, out ColumnRole role))
        {
            if (_known.Count >= MostTitles)
            {
                _known.Clear();
            }

            role = Find(title);
            _known.Add(title, role);
        }

        return role;
    }

    private ColumnRole Find(string title)
    {
        string plain = ColumnMatcher.Normalize(title);
        if (_mapped.TryGetValue(plain, out ProgressField mapped))
        {
            return new(mapped, ColumnKind.Mapped);
        }

        if (ColumnTitles.ByNormalized(_kind).TryGetValue(plain, out ProgressField field))
        {
            return new(field, ColumnKind.Matched);
        }

        return plain == _timeText ? new(null, ColumnKind.TimeText) : new(null, OwnMembers.TryGetValue(plain, out ColumnKind own) ? own : ColumnKind.Other);
    }
}
