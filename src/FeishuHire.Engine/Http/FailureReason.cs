using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace FeishuHire.Engine.Http;

/// <summary>Finds the one word that says why a request failed, on .NET and on .NET Framework.</summary>
internal static class FailureReason
{
    /// <summary>The innermost cause that says something, e.g. HostNotFound, ConnectionReset, TLS with its finding.</summary>
    internal static string Of(Exception failure)
    {
        string reason = failure.GetType().Name;
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException socket:
                    return socket.SocketErrorCode.ToString();
                case AuthenticationException tls:
                    return "TLS: " + tls.Message;
                case WebException { Status: not WebExceptionStatus.UnknownError } web:
                    reason = web.Status.ToString();
                    break;
                case HttpRequestException or IOException:
                    reason = HttpRequestErrorOf(e) ?? reason;
                    break;
            }
        }

        return reason;
    }

    /// <summary>The status with which a proxy refused the tunnel, or null where no proxy did.</summary>
    internal static int? ProxyStatus(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } })
            {
                return (int)HttpStatusCode.ProxyAuthenticationRequired;
            }

            if (string.Equals(HttpRequestErrorOf(e), "ProxyTunnelError", StringComparison.Ordinal))
            {
                return StatusIn(e.Message);
            }
        }

        return null;
    }

    // HttpRequestException.HttpRequestError came with .NET 8 and is not in the API this assembly is compiled against.
    private static string? HttpRequestErrorOf(Exception e)
    {
        object? error = e.GetType().GetProperty("HttpRequestError")?.GetValue(e);
        string? name = error?.ToString();
        return string.Equals(name, "Unknown", StringComparison.Ordinal) ? null : name;
    }

    // .NET gives the proxy's status in its message alone: "... failed with status code '407'".
    private static int StatusIn(string message)
    {
        int close = message.LastIndexOf('\'');
        int open = close <= 0 ? -1 : message.LastIndexOf('\'', close - 1);
        return open >= 0 && int.TryParse(message.Substring(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            ? status
            : 0;
    }
}
