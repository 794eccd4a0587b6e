using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Makes the ledger forget: what has long been settled, or single entries. Each order keeps its last delivered time and
/// a mark of each delivered stage, so that none is sent again; a purge by time spares what is open.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "BgCheckDelivery",
    DefaultParameterSetName = ByTime,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Root + "Remove-BgCheckDelivery.md")]
public sealed class RemoveBgCheckDeliveryCommand : LedgerCmdlet
{
    private const string ByTime = nameof(ByTime);
    private const string ByEntry = nameof(ByEntry);
    private const int AtOnce = 1_000;

    private readonly List<BgCheckDelivery> _waiting = [];

    /// <summary>Entries whose state last changed before this time.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByTime)]
    public object? Before { get; set; }

    /// <summary>An entry, as Get-BgCheckDelivery shows it.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByEntry)]
    public BgCheckDelivery? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RequireRealm();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is { } entry && ParameterSetName == ByEntry
            && ShouldProcess(Texts.OfRuns.SayInOrder("ShouldProcessTarget", entry.BackgroundCheckId, entry.StageId), Texts.OfRuns.SayInOrder("RemoveAction")))
        {
            _waiting.Add(entry);
            if (_waiting.Count == AtOnce)
            {
                RemoveWaiting();
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == ByEntry)
        {
            RemoveWaiting();
        }
        else
        {
            Purge();
        }
    }

    private void Purge()
    {
        long before = ReadTime(Before, nameof(Before)) ?? 0;
        string shown = new BgCheckTime(before, Times.Zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(before))).ToString(null, CultureInfo.InvariantCulture);
        if (!ShouldProcess(Desk.Path ?? "-", Texts.OfRuns.SayInOrder("PurgeAction", shown)))
        {
            return;
        }

        (int removed, int kept) = Await(_ => Desk.PurgeAsync(before));
        WriteVerbose(Texts.OfRuns.SayInOrder("Purged", removed));
        if (kept > 0)
        {
            WriteWarning(Texts.OfRuns.SayInOrder("PurgeKept", kept));
        }
    }

    private void RemoveWaiting()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        BgCheckDelivery[] entries = [.. _waiting];
        _waiting.Clear();
        List<BgCheckError?> removed = Await(_ => Desk.RemoveAsync(entries));
        for (int i = 0; i < entries.Length; i++)
        {
            if (removed[i] is { } error)
            {
                WriteFailure(error.With("Order", entries[i].BackgroundCheckId).With("Stage", entries[i].StageId), entries[i]);
            }
        }

        WriteVerbose(Texts.OfRuns.SayInOrder("Purged", removed.FindAll(error => error is null).Count));
    }
}
