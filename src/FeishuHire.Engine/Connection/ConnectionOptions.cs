using System;
using System.Net;
using System.Security;

namespace FeishuHire.Engine.Connection;

/// <summary>All that a connection is opened with. Secrets stay the caller's: the connection takes copies.</summary>
public sealed class ConnectionOptions
{
    /// <summary>The app's id (cli_…).</summary>
    public string? AppId { get; set; }

    /// <summary>The app's secret.</summary>
    public SecureString? AppSecret { get; set; }

    /// <summary>The app ticket of a store app.</summary>
    public SecureString? AppTicket { get; set; }

    /// <summary>A file with the app ticket, read again when Feishu refuses the ticket. Goes before <see cref="AppTicket"/>.</summary>
    public string? AppTicketPath { get; set; }

    /// <summary>The tenant that a store app works for; null where rows carry it.</summary>
    public string? TenantKey { get; set; }

    /// <summary>A tenant_access_token that somebody else fetched; then no credentials are needed.</summary>
    public SecureString? TenantAccessToken { get; set; }

    /// <summary>Feishu or Lark.</summary>
    public string Region { get; set; } = ConnectionAddress.Feishu;

    /// <summary>Another address than the region's: https, or http on loopback.</summary>
    public Uri? BaseUri { get; set; }

    /// <summary>The ledger's world, where the address is not Feishu's own; null for the host's name.</summary>
    public string? Realm { get; set; }

    /// <summary>The proxy; null for the system's.</summary>
    public Uri? Proxy { get; set; }

    /// <summary>Who this is to the proxy.</summary>
    public NetworkCredential? ProxyCredential { get; set; }

    /// <summary>Whether the proxy is given the account that the process runs as.</summary>
    public bool ProxyUseDefaultCredentials { get; set; }

    /// <summary>The time that one call may take, answer included. 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most calls in any second. Feishu's limit is 50.</summary>
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>The most calls in any 60 seconds. Feishu's limit is 1000.</summary>
    public int CallsPerMinute { get; set; } = 1000;

    /// <summary>The most sockets to one host. A call takes one, and frees it with its answer: whoever bounds the calls in
    /// flight bounds the sockets, and this is a backstop.</summary>
    public int MaxConnections { get; set; } = 256;

    /// <summary>The ledger's file, a full path; null for FEISHU_LEDGER_PATH or the default place.</summary>
    public string? LedgerPath { get; set; }

    /// <summary>Whether a new ledger is made where there is none.</summary>
    public bool NewLedger { get; set; }

    /// <summary>Whether nothing is remembered beyond the connection.</summary>
    public bool NoLedger { get; set; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
