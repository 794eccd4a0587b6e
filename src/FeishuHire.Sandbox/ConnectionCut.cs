using System;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace FeishuHire.Sandbox;

/// <summary>Ends a connection without a word. HttpListener's own Abort does so on Windows; elsewhere it first sends an empty
/// 200, which a client must take for an answer. There the socket itself is reset, and nothing public leads to it.</summary>
internal static class ConnectionCut
{
    private const BindingFlags Inner = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Cuts the connection that a request came over. Never throws: it may be gone already.</summary>
    internal static void Cut(HttpListenerContext context)
    {
        try
        {
            Socket? socket = FindSocket(context);
            if (socket is not null)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                socket.Dispose();
            }

            context.Response.Abort();
        }
        catch (Exception)
        {
            // Whatever is wrong with a connection that is being destroyed, nobody needs to know.
        }
    }

    /// <summary>The socket under a request where HttpListener is managed code; null on Windows, where it is the system's.</summary>
    private static Socket? FindSocket(HttpListenerContext context)
    {
        object? connection = typeof(HttpListenerContext).GetProperty("Connection", Inner)?.GetValue(context);
        if (connection is null)
        {
            return null;
        }

        foreach (FieldInfo field in connection.GetType().GetFields(Inner))
        {
            if (field.GetValue(connection) is Socket socket)
            {
                return socket;
            }
        }

        return null;
    }
}
