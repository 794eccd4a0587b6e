using System;
using FeishuHire.Values;

namespace FeishuHire.Engine.Ledger;

/// <summary>Turns a row's content into its fingerprint. Blanks around a text do not count, and an empty cell is the same as
/// none: exports of one stage to CSV and to Excel differ there. Thread-safe.</summary>
internal sealed class ContentHasher(HashKey key)
{
    // Longer than any text: no content has the hash of a stage id, or of a name alone.
    private const ulong MarkOfStage = ulong.MaxValue;
    private const ulong MarkOfName = ulong.MaxValue - 1;

    /// <summary>Hashes names, result and reports.</summary>
    /// <param name="row">The row.</param>
    public ContentFingerprint Hash(BgCheckProgress row)
    {
        SipHash24 hash = Texts(row);
        return new ContentFingerprint(hash.Finish(), HashReports(row.ReportFile));
    }

    /// <summary>Hashes all that would be sent, links with their queries: what was refused may be accepted once any of it is another.</summary>
    /// <param name="row">The row.</param>
    public ContentFingerprint HashWhole(BgCheckProgress row)
    {
        SipHash24 hash = Texts(row);
        hash.Add((ulong)(ChoiceCell.RoleNumber(row.OperatorRole) ?? 0));
        foreach (BgCheckReportFile report in row.ReportFile)
        {
            AddTrimmed(ref hash, report.Name, report.Name?.Length ?? 0);
            AddTrimmed(ref hash, report.Url, report.Url?.Length ?? 0);
            hash.Add((ulong)(ChoiceCell.UrlTypeNumber(report.UrlType) ?? 0));
        }

        return new ContentFingerprint(hash.Finish(), []);
    }

    private SipHash24 Texts(BgCheckProgress row)
    {
        SipHash24 hash = key.Start();
        AddTrimmed(ref hash, row.StageName, row.StageName?.Length ?? 0);
        AddTrimmed(ref hash, row.StageEnName, row.StageEnName?.Length ?? 0);
        AddTrimmed(ref hash, row.Result, row.Result?.Length ?? 0);
        return hash;
    }

    /// <summary>What stands for a stage that a purge has forgotten.</summary>
    /// <param name="stageId">stage_id.</param>
    public ulong Mark(string stageId)
    {
        SipHash24 hash = key.Start();
        hash.Add(MarkOfStage);
        hash.Add(stageId, 0, stageId.Length);
        return hash.Finish();
    }

    /// <summary>What stands for a stage's name, blanks around it taken off.</summary>
    /// <param name="name">stage_name.</param>
    public ulong Name(string name)
    {
        SipHash24 hash = key.Start();
        hash.Add(MarkOfName);
        AddTrimmed(ref hash, name, name.Length);
        return hash.Finish();
    }

    private ulong[] HashReports(BgCheckReportFileList reports)
    {
        if (reports.Count == 0)
        {
            return [];
        }

        var hashes = new ulong[reports.Count];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = HashReport(reports[i]);
        }

        Array.Sort(hashes);
        int distinct = 1;
        for (int i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] != hashes[distinct - 1])
            {
                hashes[distinct++] = hashes[i];
            }
        }

        Array.Resize(ref hashes, distinct);
        return hashes;
    }

    private ulong HashReport(BgCheckReportFile report)
    {
        SipHash24 hash = key.Start();
        AddTrimmed(ref hash, report.Name, report.Name?.Length ?? 0);
        AddTrimmed(ref hash, report.Url, LengthWithoutQuery(report.Url));
        return hash.Finish();
    }

    // A signed link has a new query every time it is exported; the document behind it is the same.
    private static int LengthWithoutQuery(string? link)
    {
        if (link is null)
        {
            return 0;
        }

        for (int i = 0; i < link.Length; i++)
        {
            if (link[i] is '?' or '#')
            {
                return i;
            }
        }

        return link.Length;
    }

    private static void AddTrimmed(ref SipHash24 hash, string? text, int length)
    {
        if (text is null)
        {
            hash.Add(0);
            return;
        }

        int start = 0;
        int end = length;
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        hash.Add(text, start, end);
    }
}
