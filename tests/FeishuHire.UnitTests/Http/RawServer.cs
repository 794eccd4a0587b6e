using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.UnitTests.Http;

/// <summary>A server on bare sockets, for everything that a well-bred web server would never do. Counts the bodies that
/// arrived in full and the connections.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _connections = [];
    private readonly Func<RawRequest, Task> _answer;
    private readonly Task _accepting;
    private int _requests;
    private int _accepted;

    public RawServer(Func<RawRequest, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri BaseUri => new("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port);

    /// <summary>Requests whose whole body arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public int Connections => Volatile.Read(ref _accepted);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    /// <summary>An answer with a length.</summary>
    public static byte[] Answer(string body, string status = "200 OK", string headers = "") => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stopping.Token);
                Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                var reader = new RequestReader(socket, _stopping.Token);
                int onConnection = 0;
                while (await reader.ReadAsync() is string text)
                {
                    var request = new RawRequest(socket, text, Interlocked.Increment(ref _requests), ++onConnection, _stopping.Token);
                    await _answer(request);
                    if (request.Ended)
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private sealed class RequestReader(Socket socket, CancellationToken stopping)
    {
        private readonly List<byte> _pending = [];

        /// <summary>Head and body of the next request; null at the end of the connection.</summary>
        public async Task<string?> ReadAsync()
        {
            byte[] buffer = new byte[8192];
            while (true)
            {
                string text = Encoding.UTF8.GetString(_pending.ToArray());
                int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (head >= 0 && _pending.Count >= Encoding.UTF8.GetByteCount(text[..(head + 4)]) + LengthIn(text[..head]))
                {
                    _pending.Clear();
                    return text;
                }

                int read = await socket.ReceiveAsync(buffer, SocketFlags.None, stopping);
                if (read == 0)
                {
                    return null;
                }

                _pending.AddRange(buffer[..read]);
            }
        }

        private static int LengthIn(string head)
        {
            foreach (string line in head.Split("\r\n"))
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                {
                    return int.Parse(line["Content-Length:".Length..]);
                }
            }

            return 0;
        }
    }
}
