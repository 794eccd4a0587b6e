using System;
using System.Management.Automation;
using System.Security;
using FeishuHire.Files;

namespace FeishuHire;

/// <summary>What a connection is opened with: the parameters of the cmdlets that open one, or look at what one would meet.</summary>
public abstract class ConnectionCmdlet : FeishuHireCmdlet
{
    /// <summary>The app's id (cli_…); else FEISHU_APP_ID.</summary>
    [Parameter]
    public string? AppId { get; set; }

    /// <summary>The app's secret; else FEISHU_APP_SECRET.</summary>
    [Parameter]
    public SecureString? AppSecret { get; set; }

    /// <summary>The app's id as the user name and its secret as the password.</summary>
    [Parameter]
    public PSCredential? Credential { get; set; }

    /// <summary>The app ticket of a store app; else FEISHU_APP_TICKET.</summary>
    [Parameter]
    public SecureString? AppTicket { get; set; }

    /// <summary>A file with the app ticket, read again when Feishu refuses the ticket.</summary>
    [Parameter]
    public string? AppTicketPath { get; set; }

    /// <summary>The tenant that a store app works for; else FEISHU_TENANT_KEY; without either, rows carry it.</summary>
    [Parameter]
    public string? TenantKey { get; set; }

    /// <summary>A tenant_access_token that was fetched elsewhere, in place of app credentials.</summary>
    [Parameter]
    public SecureString? TenantAccessToken { get; set; }

    /// <summary>Connects to the sandbox of this process, and starts one where none runs. Nothing reaches Feishu: -Region,
    /// -BaseUri, -Realm and -Proxy have no effect beside it, and credentials are the sandbox's unless given.</summary>
    [Parameter]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>Feishu (open.feishu.cn) or Lark (open.larksuite.com).</summary>
    [Parameter]
    [ValidateSet("Feishu", "Lark")]
    public string Region { get; set; } = "Feishu";

    /// <summary>Another address, e.g. of a gateway: https, or http on this machine only.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Names the ledger's world where the address is not Feishu's own.</summary>
    [Parameter]
    public string? Realm { get; set; }

    /// <summary>The proxy, e.g. http://proxy.example.com:8080; the system's unless given.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Who this is to the proxy.</summary>
    [Parameter]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Gives the proxy the account that this process runs as.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>The seconds that one call may take, answer included.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>The most calls in any second; less than Feishu's 50 where other programs use the same app.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>The most calls in any 60 seconds; less than Feishu's 1000 where other programs use the same app.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int CallsPerMinute { get; set; } = 1000;

    /// <summary>The ledger's file, which must be there; else FEISHU_LEDGER_PATH, else a default place, where it is made. A
    /// sandbox keeps its ledger in memory unless a file is named here.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Makes the ledger's file, which must not be there yet.</summary>
    [Parameter]
    public SwitchParameter NewLedger { get; set; }

    /// <summary>Remembers what was sent for as long as the connection is open, and no longer.</summary>
    [Parameter]
    public SwitchParameter NoLedger { get; set; }

    /// <summary>Makes the places that were given whole; what is none ends the pipeline.</summary>
    protected private void ResolvePlaces()
    {
        AppTicketPath = PlaceOf(PlacePath.AppTicket, AppTicketPath);
        LedgerPath = PlaceOf(PlacePath.Ledger, LedgerPath);
    }
}
