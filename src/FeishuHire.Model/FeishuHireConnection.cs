using System;

namespace FeishuHire;

/// <summary>An open connection to Feishu Hire, as the user sees it: no secret is in it.</summary>
public sealed class FeishuHireConnection
{
    /// <summary>The app's id (cli_…); null where a token was given.</summary>
    public string? AppId { get; init; }

    /// <summary>What authenticates: CustomApp, StoreApp or TenantAccessToken.</summary>
    public string Credential { get; init; } = string.Empty;

    /// <summary>The tenant, for a store app whose connection names it.</summary>
    public string? TenantKey { get; init; }

    /// <summary>Where calls go.</summary>
    public Uri BaseUri { get; init; } = new("https://open.feishu.cn");

    /// <summary>The ledger's world: Feishu, Lark, Sandbox, or the name given with -Realm.</summary>
    public string Realm { get; init; } = string.Empty;

    /// <summary>Whether this is the rehearsal stage on this machine.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>The most calls in any second.</summary>
    public int CallsPerSecond { get; init; }

    /// <summary>The most calls in any 60 seconds.</summary>
    public int CallsPerMinute { get; init; }

    /// <summary>The time one call may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The ledger's file; null where the ledger is in memory or off.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>Open, or Closed after Disconnect-FeishuHire.</summary>
    public string State => Handle is null ? "Closed" : "Open";

    /// <summary>The engine's side of the connection; opaque here.</summary>
    internal object? Handle { get; set; }

    /// <summary>The app and where it talks to.</summary>
    public override string ToString() => $"{AppId ?? Credential} @ {BaseUri.Host}";
}
