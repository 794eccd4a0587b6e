using System;
using System.Collections.Generic;

namespace FeishuHire.Sandbox;

/// <summary>A token of the sandbox.</summary>
/// <param name="Value">The token itself.</param>
/// <param name="AppId">The app it was issued to.</param>
/// <param name="TenantKey">The tenant it opens; null for an app_access_token.</param>
/// <param name="ExpiresAt">When it ends, on the sandbox's elapsed clock.</param>
internal sealed record Token(string Value, string AppId, string? TenantKey, TimeSpan ExpiresAt);

/// <summary>Issues tokens and knows which are good. With 30 minutes or more left an app and tenant get the same token again;
/// with less, a new one, and both stay valid.</summary>
internal sealed class TokenStore(SandboxClock clock, TimeSpan lifetime)
{
    private static readonly TimeSpan RenewalLimit = TimeSpan.FromMinutes(30);

    private readonly object _gate = new();
    private readonly Dictionary<string, Token> _valid = new(StringComparer.Ordinal);
    private readonly Dictionary<(string AppId, string? TenantKey), Token> _current = [];

    /// <summary>The token to hand out now, and its remaining life in whole seconds.</summary>
    /// <param name="appId">The app that asks.</param>
    /// <param name="tenantKey">The tenant; null for an app_access_token.</param>
    internal (Token Token, int Expire) Issue(string appId, string? tenantKey)
    {
        lock (_gate)
        {
            TimeSpan now = clock.Elapsed;
            if (!_current.TryGetValue((appId, tenantKey), out Token? token) || token.ExpiresAt - now < RenewalLimit)
            {
                DropExpired(now);
                token = new Token((tenantKey is null ? "a-" : "t-") + Chance.Text(16), appId, tenantKey, now + lifetime);
                _current[(appId, tenantKey)] = token;
                _valid[token.Value] = token;
            }

            return (token, (int)(token.ExpiresAt - now).TotalSeconds);
        }
    }

    /// <summary>The token of that value, where it is good now; else null.</summary>
    internal Token? Find(string value)
    {
        lock (_gate)
        {
            return _valid.TryGetValue(value, out Token? token) && clock.Elapsed < token.ExpiresAt ? token : null;
        }
    }

    /// <summary>Ends every token issued so far; the next one asked for is new.</summary>
    internal void RevokeAll()
    {
        lock (_gate)
        {
            _valid.Clear();
            _current.Clear();
        }
    }

    private void DropExpired(TimeSpan now)
    {
        var ended = new List<string>();
        foreach (Token token in _valid.Values)
        {
            if (now >= token.ExpiresAt)
            {
                ended.Add(token.Value);
            }
        }

        foreach (string value in ended)
        {
            _valid.Remove(value);
        }
    }
}
