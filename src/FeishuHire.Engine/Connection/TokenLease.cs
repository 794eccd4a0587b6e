using System;

namespace FeishuHire.Engine.Connection;

/// <summary>A token in use: until when it serves, and from when on a new one can be had.</summary>
/// <remarks>With 30 minutes or more left the endpoint gives the same token again, with less a new one while the old one stays
/// good: so a token is renewed in its last 30 minutes and not before.</remarks>
internal sealed class TokenLease
{
    private static readonly TimeSpan Renewable = TimeSpan.FromMinutes(30);

    // The endpoint counts whole seconds: asked on the very edge it would give the same token once more.
    private static readonly TimeSpan EdgeMargin = TimeSpan.FromSeconds(5);

    // A token that is said to be dead on arrival is tried all the same, so that a server's slip is no fetch per call.
    private static readonly TimeSpan UnknownLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    /// <summary>Takes a token into use.</summary>
    /// <param name="grant">The token.</param>
    /// <param name="since">When it was asked for, as a timestamp of the clock: its life counts from there at the latest.</param>
    internal TokenLease(TokenGrant grant, long since)
    {
        TimeSpan life = grant.Life <= TimeSpan.Zero ? UnknownLife : grant.Life > LongestLife ? LongestLife : grant.Life;
        Token = grant.Token;
        Since = since;

        // The last seconds are not for a call that has still to travel.
        TimeSpan travel = TimeSpan.FromSeconds(Math.Min(10, life.TotalSeconds / 10));
        Serves = life - travel;
        TimeSpan nearEnd = TimeSpan.FromSeconds(Math.Max(life.TotalSeconds - 60, life.TotalSeconds / 2));
        RenewAfter = life > Renewable ? life - Renewable + EdgeMargin : nearEnd;
    }

    internal string Token { get; }

    internal long Since { get; }

    /// <summary>How long after <see cref="Since"/> it is used at most.</summary>
    internal TimeSpan Serves { get; }

    /// <summary>How long after <see cref="Since"/> a new one is asked for.</summary>
    internal TimeSpan RenewAfter { get; }
}
