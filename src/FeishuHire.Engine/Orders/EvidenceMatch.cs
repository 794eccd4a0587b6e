using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Engine.Orders;

/// <summary>Finds stages of ours among those shown. A stage is shown where one shown stage has its name and a time less than a
/// second from its own; one shown stage is evidence for one of ours. Stages that share name and minute, or a shown stage that
/// both could be, are matched together: as many shown as there are of them and all are; none, and nothing is known; some, and
/// which ones is anybody's guess.</summary>
internal sealed class EvidenceMatch
{
    /// <summary>Feishu may show a time in whole seconds.</summary>
    private const long Near = 1_000;
    private const long Minute = 60_000;

    /// <summary>Zones are whole quarters of an hour, and the farthest ones 26 hours apart.</summary>
    private const long ZoneStep = 15 * Minute;
    private const long WidestZones = 26 * 60 * Minute;

    private readonly IReadOnlyList<ShownStageTime> _shown;
    private readonly bool[] _isTaken;

    private EvidenceMatch(IReadOnlyList<ShownStageTime> shown)
    {
        _shown = shown;
        _isTaken = new bool[shown.Count];
        LatestTime = shown.Count == 0 ? null : shown[shown.Count - 1].Time;
    }

    /// <summary>The latest time that is shown; where that one is ours and is shown in whole seconds, the time it was sent with.</summary>
    internal long? LatestTime { get; private set; }

    /// <summary>The own time of the stage that is shown last, where it is one of ours; else null.</summary>
    internal long? LatestOwnTime { get; private set; }

    /// <summary>Matches, and gives each claim its verdict: Shown, Ambiguous or None.</summary>
    /// <param name="claims">Ours.</param>
    /// <param name="shown">Those shown, by time.</param>
    internal static EvidenceMatch Of(IReadOnlyList<EvidenceClaim> claims, IReadOnlyList<ShownStageTime> shown)
    {
        var match = new EvidenceMatch(shown);
        foreach (List<EvidenceClaim> sameName in ByName(claims).Values)
        {
            match.MatchName(sameName);
        }

        foreach (EvidenceClaim claim in claims)
        {
            if (claim.Verdict == EvidenceVerdict.None && claim.IsRow && !match.Closes(claim) && match.IsShownInAnotherZone(claim))
            {
                claim.Verdict = EvidenceVerdict.Ambiguous;
            }
        }

        return match;
    }

    /// <summary>Whether what is shown is later than a stage that is not, so that Feishu takes it no more.</summary>
    internal bool Closes(EvidenceClaim claim) => claim.WasSent || LatestOwnTime is null
        ? claim.Time <= LatestTime
        : claim.Time < LatestOwnTime; // One with the same time as the last one's own goes out a little later than that one.

    private static Dictionary<ulong, List<EvidenceClaim>> ByName(IReadOnlyList<EvidenceClaim> claims)
    {
        var names = new Dictionary<ulong, List<EvidenceClaim>>();
        foreach (EvidenceClaim claim in claims)
        {
            if (claim.NameHash is ulong name)
            {
                if (!names.TryGetValue(name, out List<EvidenceClaim>? same))
                {
                    names[name] = same = [];
                }

                same.Add(claim);
            }
        }

        return names;
    }

    private void MatchName(List<EvidenceClaim> claims)
    {
        claims.Sort(static (left, right) => left.Time.CompareTo(right.Time));
        int start = 0;
        for (int i = 1; i <= claims.Count; i++)
        {
            if (i == claims.Count || !BelongTogether(claims[i - 1], claims[i]))
            {
                MatchTogether(claims.GetRange(start, i - start));
                start = i;
            }
        }
    }

    private bool BelongTogether(EvidenceClaim earlier, EvidenceClaim later) =>
        earlier.Time / Minute == later.Time / Minute
        || (later.Time - earlier.Time < 2 * Near && _shown.Any(shown => CouldBe(shown, earlier) && CouldBe(shown, later)));

    private void MatchTogether(List<EvidenceClaim> claims)
    {
        var candidates = new List<int>();
        for (int i = 0; i < _shown.Count; i++)
        {
            if (claims.Exists(claim => CouldBe(_shown[i], claim)))
            {
                candidates.Add(i);
                _isTaken[i] = true;
            }
        }

        if (candidates.Count == 0)
        {
            return;
        }

        // Both in the order of their times: if any pairing holds, this one does.
        bool all = candidates.Count == claims.Count && !candidates.Where((shown, i) => !CouldBe(_shown[shown], claims[i])).Any();
        for (int i = 0; i < claims.Count; i++)
        {
            claims[i].Verdict = all ? EvidenceVerdict.Shown : EvidenceVerdict.Ambiguous;
            if (all && _shown[candidates[i]].Time == _shown[_shown.Count - 1].Time)
            {
                LatestTime = Math.Max(LatestTime!.Value, claims[i].Time);
                LatestOwnTime = Math.Max(LatestOwnTime ?? long.MinValue, claims[i].SourceTime);
            }
        }
    }

    /// <summary>Whether a shown stage that nobody else is has a row's name and its time on the clock of another zone: the row
    /// may have been sent when its sheet was read by that zone.</summary>
    private bool IsShownInAnotherZone(EvidenceClaim claim)
    {
        for (int i = 0; i < _shown.Count; i++)
        {
            long apart = Math.Abs(_shown[i].Time - claim.Time);
            if (!_isTaken[i]
                && _shown[i].NameHash is ulong name && name == claim.NameHash
                && apart < WidestZones + Near
                && (apart % ZoneStep < Near || ZoneStep - (apart % ZoneStep) < Near))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CouldBe(ShownStageTime shown, EvidenceClaim claim) =>
        shown.NameHash is ulong name && name == claim.NameHash && Math.Abs(shown.Time - claim.Time) < Near;
}
