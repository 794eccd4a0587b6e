using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Engine.Ledger;

/// <summary>What a stage said, without saying it: a keyed hash of names and result, and one of each report's name and link
/// without query and fragment (signed links change with every export).</summary>
/// <param name="Base">The hash of stage_name, stage_en_name and result.</param>
/// <param name="Reports">A hash of each report, ascending, without repeats.</param>
public sealed record ContentFingerprint(ulong Base, IReadOnlyList<ulong> Reports)
{
    /// <summary>Whether a row says nothing that the recorded stage did not say: a report that disappeared is no change.</summary>
    /// <param name="row">The fingerprint of the row.</param>
    public bool Covers(ContentFingerprint row)
    {
        if (row.Base != Base)
        {
            return false;
        }

        foreach (ulong report in row.Reports)
        {
            if (!Contains(report))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The same with the reports of another beside its own, where both say the same otherwise: a stage with several
    /// reports may come in several rows.</summary>
    /// <param name="other">The other, or null.</param>
    public ContentFingerprint Joined(ContentFingerprint? other) =>
        other is null || other.Base != Base ? this : this with { Reports = [.. new SortedSet<ulong>(Reports.Concat(other.Reports))] };

    private bool Contains(ulong report)
    {
        foreach (ulong own in Reports)
        {
            if (own == report)
            {
                return true;
            }
        }

        return false;
    }
}
