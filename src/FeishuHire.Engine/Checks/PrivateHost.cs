using System;
using System.Net;
using System.Net.Sockets;

namespace FeishuHire.Engine.Checks;

/// <summary>Tells hosts that Feishu cannot reach from the internet, by their name alone.</summary>
internal static class PrivateHost
{
    private static readonly string[] Suffixes = [".local", ".localhost", ".internal", ".intranet", ".lan", ".corp", ".home", ".test"];

    internal static bool Is(Uri link)
    {
        string host = link.DnsSafeHost;
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return IsPrivate(address);
        }

        return host.IndexOf('.') < 0 || Array.Exists(Suffixes, suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
        {
            return true;
        }

        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || (bytes[0] & 0xFE) == 0xFC
            : bytes[0] is 10 or 0
                || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31)
                || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 169 && bytes[1] == 254)
                || (bytes[0] == 100 && bytes[1] is >= 64 and <= 127);
    }
}
