using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Commands;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Ledger;
using FeishuHire.Text;

namespace FeishuHire;

/// <summary>Between the connection cmdlets and Engine, which loads when a method here first runs and not with the import.</summary>
internal static class ConnectionBridge
{
    internal static async Task<FeishuHireConnection> OpenAsync(ConnectFeishuHireCommand command, CancellationToken cancellationToken)
    {
        ConnectionOptions options = OptionsOf(command);
        HireConnection connection = await HireConnection.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        return Describe(connection, command.Sandbox);
    }

    /// <summary>What the user is to know about the ledger that a connection opened.</summary>
    internal static IEnumerable<string> LedgerWarnings(FeishuHireConnection connection)
    {
        if (connection.Handle is not HireConnection { Ledger: SqliteLedger ledger } opened)
        {
            yield break;
        }

        if (ledger.Created && !opened.Options.NewLedger)
        {
            yield return Texts.OfRuns.SayInOrder("LedgerCreated", ledger.Path);
        }

        if (!ledger.Created && opened.Options.NewLedger)
        {
            yield return Texts.OfRuns.SayInOrder("LedgerThere", ledger.Path);
        }

        if (opened.IsRealmAssumed)
        {
            yield return Texts.OfRuns.SayInOrder("RealmAssumed", opened.Realm);
        }

        if (ledger.HashKeyLost)
        {
            yield return Texts.OfRuns.SayInOrder("LedgerKeyLost", HashKeyFile.PathFor(ledger.Path));
        }

        if (ledger.Recovered > 0)
        {
            yield return Texts.OfRuns.SayInOrder("LedgerRecovered", ledger.Recovered);
        }
    }

    /// <summary>Closes a connection; a second time does nothing.</summary>
    internal static void Close(FeishuHireConnection connection)
    {
        object? handle = connection.Handle;
        connection.Handle = null;
        (handle as IDisposable)?.Dispose();
    }

    /// <summary>What the parameters ask for, filled up from the environment, or for the sandbox.</summary>
    /// <exception cref="FeishuHireException">InvalidField: the sandbox cannot listen.</exception>
    internal static ConnectionOptions OptionsOf(ConnectionCmdlet command)
    {
        ConnectionOptions options = Given(command);
        if (command.Sandbox)
        {
            SandboxConnection.Fill(options);
        }
        else
        {
            CredentialEnvironment.Fill(options, Environment.GetEnvironmentVariable);
        }

        return options;
    }

    private static ConnectionOptions Given(ConnectionCmdlet command) => new()
    {
        AppId = command.AppId ?? command.Credential?.UserName,
        AppSecret = command.AppSecret ?? command.Credential?.Password,
        AppTicket = command.AppTicket,
        AppTicketPath = command.AppTicketPath,
        TenantKey = command.TenantKey,
        TenantAccessToken = command.TenantAccessToken,
        Region = command.Region,
        BaseUri = command.BaseUri,
        Realm = command.Realm,
        Proxy = command.Proxy,
        ProxyCredential = command.ProxyCredential?.GetNetworkCredential(),
        ProxyUseDefaultCredentials = command.ProxyUseDefaultCredentials,
        Timeout = TimeSpan.FromSeconds(command.TimeoutSec),
        CallsPerSecond = command.CallsPerSecond,
        CallsPerMinute = command.CallsPerMinute,
        LedgerPath = command.LedgerPath,
        NewLedger = command.NewLedger,

        // A rehearsal leaves nothing behind unless it is asked to.
        NoLedger = command.NoLedger || (command.Sandbox && string.IsNullOrWhiteSpace(command.LedgerPath) && !command.NewLedger),
    };

    private static FeishuHireConnection Describe(HireConnection connection, bool isSandbox) => new()
    {
        AppId = connection.Options.AppId,
        Credential = connection.Credential,
        TenantKey = connection.TenantKey,
        BaseUri = connection.BaseUri,
        Realm = connection.Realm,
        IsSandbox = isSandbox,
        CallsPerSecond = connection.Options.CallsPerSecond,
        CallsPerMinute = connection.Options.CallsPerMinute,
        Timeout = connection.Options.Timeout,
        LedgerPath = connection.Ledger.Path,
        Handle = connection,
    };
}
