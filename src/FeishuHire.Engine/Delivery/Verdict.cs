using System;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>What one try means for its lane.</summary>
internal readonly record struct Verdict
{
    /// <summary>When to send the same update again; null where it is settled.</summary>
    internal TimeSpan? RetryAfter { get; private init; }

    /// <summary>The failure for which the order's later stages wait; null where they need not.</summary>
    internal string? HoldsAs { get; private init; }

    /// <summary>The failure that no row of the tenant can escape.</summary>
    internal BgCheckError? StopsTenant { get; private init; }

    internal static Verdict Done => default;

    internal static Verdict Failed(BgCheckError error) => new() { HoldsAs = ErrorCatalogue.Get(error.Id).Holds ? error.Id : null };

    internal static Verdict Again(TimeSpan after) => new() { RetryAfter = after };

    internal static Verdict Stop(BgCheckError error) => new() { StopsTenant = error };
}
