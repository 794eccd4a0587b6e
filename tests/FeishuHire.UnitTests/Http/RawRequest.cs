using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.UnitTests.Http;

/// <summary>A request on a bare socket, and what can be done to it.</summary>
internal sealed class RawRequest(Socket socket, string text, int number, int onConnection, CancellationToken stopping)
{
    public string Text => text;

    /// <summary>Counted over the server, from 1.</summary>
    public int Number => number;

    /// <summary>Counted over its connection, from 1.</summary>
    public int OnConnection => onConnection;

    public bool Ended { get; private set; }

    public CancellationToken Stopping => stopping;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, stopping)..];
        }
    }

    /// <summary>Ends the connection politely.</summary>
    public void Close()
    {
        Ended = true;
        socket.Shutdown(SocketShutdown.Both);
        socket.Close();
    }

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        Ended = true;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}
