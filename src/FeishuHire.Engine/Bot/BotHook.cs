using System;
using System.Security;

namespace FeishuHire.Engine.Bot;

/// <summary>Where a group's custom bot listens, and the secret it may want a signature with. Both are secrets: whoever has the
/// address can post.</summary>
internal sealed class BotHook
{
    /// <summary>The environment variable with the address.</summary>
    internal const string AddressVariable = "FEISHU_BOT_WEBHOOK";

    /// <summary>The environment variable with the secret.</summary>
    internal const string SecretVariable = "FEISHU_BOT_SECRET";

    private BotHook(Uri address, SecureString? secret)
    {
        Address = address;
        Secret = secret;
    }

    /// <summary>The address.</summary>
    internal Uri Address { get; }

    /// <summary>What to sign with; null where the bot checks no signature.</summary>
    internal SecureString? Secret { get; }

    /// <summary>The bot that the user named, or the environment.</summary>
    /// <param name="address">The address; null for the environment's.</param>
    /// <param name="secret">The secret; null for the environment's.</param>
    /// <param name="read">Reads a variable.</param>
    /// <param name="refusal">Why there is none: a key of BotTexts; null where there is one.</param>
    internal static BotHook? Find(SecureString? address, SecureString? secret, Func<string, string?> read, out string? refusal)
    {
        string given = address is { Length: > 0 } ? Clear(address) : read(AddressVariable)?.Trim() ?? string.Empty;
        refusal = given.Length == 0 ? "Missing" : null;
        if (refusal is not null)
        {
            return null;
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? uri) || !IsAllowed(uri))
        {
            refusal = "NotAllowed";
            return null;
        }

        if (secret is null or { Length: 0 } && read(SecretVariable)?.Trim() is { Length: > 0 } own)
        {
            secret = Connection.Secret.Conceal(own.AsSpan());
        }

        return new BotHook(uri, secret is { Length: > 0 } ? secret : null);
    }

    private static bool IsAllowed(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static string Clear(SecureString secret)
    {
        char[] text = Connection.Secret.Reveal(secret);
        try
        {
            return new string(text).Trim();
        }
        finally
        {
            Array.Clear(text, 0, text.Length);
        }
    }
}
