using System;
using FeishuHire.Engine.Connection;

namespace FeishuHire;

/// <summary>What Connect-FeishuHire -Sandbox connects to, and with what.</summary>
internal static class SandboxConnection
{
    internal const string Realm = "Sandbox";

    /// <summary>Points a connection at the sandbox of this process, starting one where none runs. The address is the
    /// sandbox's whatever else was given, so that a rehearsal never reaches Feishu; credentials that were given stay, and
    /// the environment's, which are Feishu's, are left alone. A tenant or the store app's id makes it a store app's.</summary>
    /// <exception cref="FeishuHireException">InvalidField: the sandbox cannot listen.</exception>
    internal static void Fill(ConnectionOptions options)
    {
        FeishuHireSandbox sandbox = SandboxHost.Start(null).Sandbox;
        options.BaseUri = sandbox.BaseUri;
        options.Realm = Realm;
        options.Proxy = null;
        options.ProxyCredential = null;
        options.ProxyUseDefaultCredentials = false;
        if (options.TenantAccessToken is not null)
        {
            return;
        }

        bool isStoreApp = options.TenantKey is not null || options.AppTicket is not null || options.AppTicketPath is not null
            || string.Equals(options.AppId, sandbox.StoreAppId, StringComparison.Ordinal);
        options.AppId ??= isStoreApp ? sandbox.StoreAppId : sandbox.AppId;
        options.AppSecret ??= isStoreApp ? sandbox.StoreAppSecret : sandbox.AppSecret;
        if (isStoreApp && options.AppTicketPath is null)
        {
            options.AppTicket ??= sandbox.AppTicket;
        }
    }
}
