using System.Collections.Generic;
using FeishuHire.Rules;

namespace FeishuHire.Engine.Results;

/// <summary>The rows of the input behind an update, each with what it said itself.</summary>
internal static class SourceRows
{
    /// <summary>The rows, in the order in which they were joined; the update alone where none was, or where somebody changed
    /// it since, so that its rows no longer say what it says.</summary>
    internal static IReadOnlyList<BgCheckProgress> Of(BgCheckProgress update)
    {
        if (update.JoinedRows is not { Count: > 0 } joined || update.OwnRow is not { } own)
        {
            return [update];
        }

        var rows = new List<BgCheckProgress>(joined.Count + 1) { own };
        BgCheckProgress again = own.Copy();
        foreach (BgCheckProgress row in joined)
        {
            BgCheckProgress said = row.OwnRow ?? row;
            rows.Add(said);
            if (ReportJoin.TryJoin(again, said) == JoinOutcome.Different)
            {
                return [update];
            }
        }

        return Same(again, update) ? rows : [update];
    }

    private static bool Same(BgCheckProgress a, BgCheckProgress b) =>
        a.BackgroundCheckId == b.BackgroundCheckId
        && a.StageId == b.StageId
        && a.StageName == b.StageName
        && a.StageEnName == b.StageEnName
        && a.StageTime == b.StageTime
        && a.StageTimeText == b.StageTimeText
        && a.Result == b.Result
        && a.OperatorRole == b.OperatorRole
        && a.TenantKey == b.TenantKey
        && a.ReportFile.ToString() == b.ReportFile.ToString();
}
