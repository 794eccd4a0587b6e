using System;

namespace FeishuHire.Engine.Connection;

/// <summary>The environment variables that stand in for parameters which were not given: what a scheduled task has.</summary>
public static class CredentialEnvironment
{
    /// <summary>For <see cref="ConnectionOptions.AppId"/>.</summary>
    public const string AppId = "FEISHU_APP_ID";

    /// <summary>For <see cref="ConnectionOptions.AppSecret"/>.</summary>
    public const string AppSecret = "FEISHU_APP_SECRET";

    /// <summary>For <see cref="ConnectionOptions.AppTicket"/>.</summary>
    public const string AppTicket = "FEISHU_APP_TICKET";

    /// <summary>For <see cref="ConnectionOptions.TenantKey"/>; read for store apps only, where it means something.</summary>
    public const string TenantKey = "FEISHU_TENANT_KEY";

    /// <summary>Fills what was not given. A given token needs nothing else, and nothing is read for it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="read">Reads a variable.</param>
    public static void Fill(ConnectionOptions options, Func<string, string?> read)
    {
        if (options.TenantAccessToken is not null)
        {
            return;
        }

        options.AppId = Given(options.AppId) ?? Given(read(AppId));
        if (options.AppSecret is null or { Length: 0 } && Given(read(AppSecret)) is string secret)
        {
            options.AppSecret = Secret.Conceal(secret.AsSpan());
        }

        if (options.AppTicket is null or { Length: 0 } && Given(options.AppTicketPath) is null && Given(read(AppTicket)) is string ticket)
        {
            options.AppTicket = Secret.Conceal(ticket.AsSpan());
        }

        if (options.AppTicket is not null || options.AppTicketPath is not null)
        {
            options.TenantKey = Given(options.TenantKey) ?? Given(read(TenantKey));
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
