using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Engine.Checks;

/// <summary>Collects the links of reports, each once, and asks them all.</summary>
internal sealed class LinkChecks
{
    private readonly Dictionary<(string Url, bool IsDownload), BgCheckProgress> _links = [];

    /// <summary>Remembers the links of a row that keep the rules.</summary>
    internal void Add(BgCheckProgress row)
    {
        foreach (BgCheckReportFile report in row.ReportFile)
        {
            if (report.Url is string url && ReportLink.Check(url, 1) is null)
            {
                (string, bool) key = (url, ChoiceCell.UrlTypeNumber(report.UrlType) != 2);
                if (!_links.TryGetValue(key, out _))
                {
                    _links[key] = row;
                }
            }
        }
    }

    /// <summary>Asks them, several at a time.</summary>
    /// <param name="problems">Makes the problems.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<IReadOnlyList<BgCheckProblem>> AskAsync(ProblemMaker problems, CancellationToken cancellation)
    {
        using var checker = new LinkChecker();
        var asked = new List<(BgCheckProgress Row, Task<IReadOnlyList<LinkFinding>> Findings)>();
        foreach (KeyValuePair<(string Url, bool IsDownload), BgCheckProgress> link in _links)
        {
            asked.Add((link.Value, checker.CheckAsync(link.Key.Url, link.Key.IsDownload, cancellation)));
        }

        var found = new List<BgCheckProblem>();
        foreach ((BgCheckProgress row, Task<IReadOnlyList<LinkFinding>> findings) in asked)
        {
            foreach (LinkFinding finding in await findings.ConfigureAwait(false))
            {
                found.Add(problems.OfLink(row, finding.Key, finding.Facts, finding.IsWarning));
            }
        }

        return found;
    }
}
