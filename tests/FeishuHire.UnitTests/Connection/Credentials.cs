using System;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;

namespace FeishuHire.UnitTests.Connection;

internal static class Credentials
{
    public const string AppId = "cli_a1b2c3";
    public const string AppSecret = "S3cr\"et\\密-0123456789";
    public const string Ticket = "g-TicketTicket0123";

    public static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;

    public static ConnectionOptions Custom(Uri baseUri, TimeProvider? clock = null) => new()
    {
        BaseUri = baseUri,
        AppId = AppId,
        AppSecret = Secure(AppSecret),
        Clock = clock ?? TimeProvider.System,
        NoLedger = true,
    };

    public static ConnectionOptions Store(Uri baseUri, string? tenant = null, TimeProvider? clock = null)
    {
        ConnectionOptions options = Custom(baseUri, clock);
        options.AppTicket = Secure(Ticket);
        options.TenantKey = tenant;
        return options;
    }

    public static Task<HireConnection> OpenAsync(this ConnectionOptions options) => HireConnection.OpenAsync(options, CancellationToken.None);

    public static Task<string> TokenAsync(this HireConnection connection, string? tenant = null) => connection.Tokens.GetAsync(tenant, CancellationToken.None);
}
