using System;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>Where a connection goes, and which ledger world that is.</summary>
internal sealed class ConnectionAddress
{
    internal const string Feishu = "Feishu";
    internal const string Lark = "Lark";

    private static readonly Uri FeishuBase = new("https://open.feishu.cn");
    private static readonly Uri LarkBase = new("https://open.larksuite.com");

    private ConnectionAddress(Uri baseUri, string realm)
    {
        BaseUri = baseUri;
        Realm = realm;
    }

    internal Uri BaseUri { get; }

    /// <summary>Feishu or Lark at their own addresses, whatever name was given; elsewhere the given name, else one that the
    /// address stands for.</summary>
    internal string Realm { get; }

    /// <summary>Whether nobody has named the realm of a server elsewhere: with another host name it would be another one.</summary>
    internal bool IsRealmAssumed { get; private init; }

    /// <summary>Settles the address.</summary>
    /// <exception cref="FeishuHireException">BaseUriNotAllowed: a token must not travel in the clear, nor to a relative address.</exception>
    internal static ConnectionAddress Of(ConnectionOptions options)
    {
        Uri baseUri = options.BaseUri
            ?? (string.Equals(options.Region, Lark, StringComparison.OrdinalIgnoreCase) ? LarkBase : FeishuBase);
        if (!IsAllowed(baseUri))
        {
            throw new FeishuHireException(new BgCheckError(ErrorId.BaseUriNotAllowed).With("Uri", Shown(baseUri)));
        }

        if (OwnRealm(baseUri) is string own)
        {
            return new(baseUri, own);
        }

        return string.IsNullOrWhiteSpace(options.Realm)
            ? new(baseUri, AssumedRealm(baseUri)) { IsRealmAssumed = !baseUri.IsLoopback }
            : new(baseUri, options.Realm!.Trim());
    }

    // On this machine a server is a stand-in, and each port another one that knows nothing of what the others were sent.
    private static string AssumedRealm(Uri uri) =>
        uri.IsLoopback ? uri.Host + ":" + uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : uri.Host.ToLowerInvariant();

    private static bool IsAllowed(Uri uri) =>
        uri.IsAbsoluteUri
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    // Without what may be a password.
    private static string Shown(Uri uri) => uri.IsAbsoluteUri
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : uri.OriginalString;

    private static string? OwnRealm(Uri uri) =>
        string.Equals(uri.Host, FeishuBase.Host, StringComparison.OrdinalIgnoreCase) ? Feishu
        : string.Equals(uri.Host, LarkBase.Host, StringComparison.OrdinalIgnoreCase) ? Lark
        : null;
}
