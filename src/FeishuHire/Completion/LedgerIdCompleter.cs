using System;
using System.Collections.Generic;
using System.Diagnostics;
using FeishuHire.Ledger;
using FeishuHire.Values;

namespace FeishuHire.Completion;

/// <summary>-BackgroundCheckId and -StageId of the cmdlets of the ledger: what it holds, narrowed by the command's other
/// arguments. A large ledger is not read to its end: the prompt waits.</summary>
internal sealed class LedgerIdCompleter : ValueCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(120);

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound)
    {
        bool wantsOrder = parameter == "BackgroundCheckId";
        var filter = new LedgerFilter
        {
            OrderId = wantsOrder ? null : IdCell.Read(bound["BackgroundCheckId"]),
            NeedsAction = bound.Has("NeedsAction"),
        };
        string? path = bound.Text("LedgerPath") is { Length: > 0 } given ? ShellPaths.ResolveLiteral(given) : null;
        Stopwatch watch = Stopwatch.StartNew();
        using LedgerSession desk = LedgerSession.Open(bound["Connection"] as FeishuHireConnection ?? RunspaceConnections.Current, path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (BgCheckDelivery delivery in desk.Read(filter))
        {
            string id = (wantsOrder ? delivery.BackgroundCheckId : delivery.StageId) ?? string.Empty;
            if (id.Length > 0 && seen.Add(id))
            {
                yield return Value(id, wantsOrder ? id : $"{delivery.BackgroundCheckId}: {delivery.Status}");
            }

            if (watch.Elapsed > Patience)
            {
                yield break;
            }
        }
    }
}
