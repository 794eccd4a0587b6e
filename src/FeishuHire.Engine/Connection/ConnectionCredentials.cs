using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>What a connection authenticates with: its own copies of the secrets, gone with the connection.</summary>
internal sealed class ConnectionCredentials : IDisposable
{
    private SecureString? _appSecret;
    private SecureString? _appTicket;
    private string? _ticketPath;
    private string? _token;

    private ConnectionCredentials(string kind, string appKey)
    {
        Kind = kind;
        AppKey = appKey;
    }

    /// <summary>CustomApp, StoreApp or TenantAccessToken.</summary>
    internal string Kind { get; }

    internal string AppKey { get; }

    /// <summary>The tenant that a store app's connection names.</summary>
    internal string? TenantKey { get; private init; }

    internal bool FixesTenant => Kind != "StoreApp" || TenantKey is not null;

    /// <summary>Takes the credentials out of the options.</summary>
    /// <exception cref="FeishuHireException">CredentialMissing; TokenRejected for a given token that cannot be one.</exception>
    internal static ConnectionCredentials Of(ConnectionOptions options)
    {
        string? appId = Given(options.AppId);
        if (options.TenantAccessToken is SecureString token)
        {
            string text = Reveal(token);
            return new("TenantAccessToken", appId ?? "token-" + ShortHash(text)) { _token = text };
        }

        string? path = Given(options.AppTicketPath);
        string? tenant = Given(options.TenantKey);
        bool hasTicket = path is not null || options.AppTicket is { Length: > 0 };
        Demand(appId, options.AppSecret, needsTicket: tenant is not null && !hasTicket);
        return new(hasTicket ? "StoreApp" : "CustomApp", appId!)
        {
            TenantKey = tenant,
            _appSecret = Secret.Own(options.AppSecret),
            _appTicket = path is null ? Secret.Own(options.AppTicket) : null,
            _ticketPath = path,
        };
    }

    /// <summary>Makes the token source of this kind.</summary>
    internal IAppTokens MakeTokens(TokenEndpoint endpoint, TimeProvider clock) => Kind switch
    {
        "TenantAccessToken" => new GivenToken(_token!),
        "CustomApp" => new CustomAppTokens(AppKey, _appSecret!, endpoint, clock),
        _ => new StoreAppTokens(AppKey, _appSecret!, new AppTicket(_appTicket, _ticketPath), TenantKey, endpoint, clock),
    };

    public void Dispose()
    {
        _appSecret?.Dispose();
        _appTicket?.Dispose();
    }

    private static void Demand(string? appId, SecureString? appSecret, bool needsTicket)
    {
        var missing = new List<string>();
        if (appId is null)
        {
            missing.Add("-AppId (" + CredentialEnvironment.AppId + ")");
        }

        if (appSecret is null || appSecret.Length == 0)
        {
            missing.Add("-AppSecret (" + CredentialEnvironment.AppSecret + ")");
        }

        // Only a store app has a tenant to name, and a store app has a ticket.
        if (needsTicket)
        {
            missing.Add("-AppTicket, -AppTicketPath (" + CredentialEnvironment.AppTicket + ")");
        }

        if (missing.Count > 0)
        {
            throw new FeishuHireException(new BgCheckError(ErrorId.CredentialMissing).With("Missing", string.Join(", ", missing)));
        }
    }

    private static string Reveal(SecureString token)
    {
        char[] clear = Secret.Reveal(token);
        try
        {
            // It goes into a header, so it has to be a string some time; a token lives two hours at most.
            return TokenText.Clean(new string(clear))
                ?? throw new FeishuHireException(clear.Length == 0
                    ? new BgCheckError(ErrorId.CredentialMissing).With("Missing", "-TenantAccessToken")
                    : new BgCheckError(ErrorId.TokenRejected));
        }
        finally
        {
            Array.Clear(clear, 0, clear.Length);
        }
    }

    private static string ShortHash(string token)
    {
        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(token));
        var text = new StringBuilder(12);
        for (int i = 0; i < 6; i++)
        {
            text.Append(hash[i].ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
