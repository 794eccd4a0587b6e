using System;

namespace FeishuHire.Engine.Connection;

/// <summary>A token as an endpoint gave it. Prints without the token.</summary>
/// <param name="token">The token.</param>
/// <param name="life">How long it still lives.</param>
internal sealed class TokenGrant(string token, TimeSpan life)
{
    internal string Token { get; } = token;

    internal TimeSpan Life { get; } = life;
}
