using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Sandbox;

/// <summary>HTTP on loopback: takes requests, has them answered, and stops without leaving anything behind. Needs no
/// administrator's rights: http.sys lets everybody listen on a loopback address.</summary>
internal sealed class Listener : IDisposable
{
    private const int LargestBody = 1024 * 1024;
    private const int PortTries = 20;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly HttpListener _http;
    private readonly Func<Incoming, CancellationToken, Task<Answer>> _answer;
    private readonly LogIds _logIds;
    private readonly SandboxClock _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CountdownEvent _working = new(1);
    private int _stopped;

    internal Listener(int port, Func<Incoming, CancellationToken, Task<Answer>> answer, LogIds logIds, SandboxClock clock)
    {
        _answer = answer;
        _logIds = logIds;
        _clock = clock;
        (_http, Port) = port == 0 ? OpenAnywhere() : (Open(port), port);
        _ = AcceptAsync();
    }

    internal int Port { get; }

    /// <summary>Takes no new request, cuts those that wait, gives those being answered a second to end, and frees the port.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        // The requests first: a listener that closes may answer those it still has with an empty 200.
        _stopping.Cancel();
        _working.Signal();
        bool idle = WaitUntilIdle();
        _http.Close();
        if (idle || WaitUntilIdle())
        {
            _working.Dispose();
            _stopping.Dispose();
        }
    }

    private bool WaitUntilIdle() => _working.Wait(Grace, CancellationToken.None);

    private static HttpListener Open(int port)
    {
        var http = new HttpListener { IgnoreWriteExceptions = true };
        try
        {
            http.Prefixes.Add("http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture) + "/");
            http.Start();
            return http;
        }
        catch
        {
            ((IDisposable)http).Dispose();
            throw;
        }
    }

    /// <summary>HttpListener cannot be asked for any free port, and another program may take the one just found.</summary>
    private static (HttpListener Http, int Port) OpenAnywhere()
    {
        for (int tries = 1; ; tries++)
        {
            var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            try
            {
                return (Open(port), port);
            }
            catch (Exception e) when (e is HttpListenerException or SocketException && tries < PortTries)
            {
                // The next one, then.
            }
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _http.GetContextAsync().ConfigureAwait(false);
                if (!_stopping.IsCancellationRequested && _working.TryAddCount())
                {
                    _ = ServeAsync(context);
                }
                else
                {
                    ConnectionCut.Cut(context);
                }
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            // Off the accepting thread: judging one request must not keep the next one waiting.
            await Task.Yield();
            string logId = _logIds.Next();
            Incoming incoming = await ReadAsync(context.Request, logId).ConfigureAwait(false);
            Answer answer = await _answer(incoming, _stopping.Token).ConfigureAwait(false);
            if (answer.Fate == Fate.Send)
            {
                await WriteAsync(context.Response, answer, logId).ConfigureAwait(false);
            }
            else
            {
                ConnectionCut.Cut(context);
            }
        }
        catch (Exception)
        {
            // The sandbox stops, or the client has gone: either way there is no answer to give.
            ConnectionCut.Cut(context);
        }
        finally
        {
            _working.Signal();
        }
    }

    private static async Task<Incoming> ReadAsync(HttpListenerRequest request, string logId)
    {
        byte[]? body;
        using (var memory = new MemoryStream())
        {
            var buffer = new byte[16 * 1024];
            int read;
            do
            {
                read = await request.InputStream.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None).ConfigureAwait(false);
                if (memory.Length <= LargestBody)
                {
                    memory.Write(buffer, 0, read);
                }
            }
            while (read > 0);

            body = memory.Length <= LargestBody ? memory.ToArray() : null;
        }

        return new Incoming(request.HttpMethod, request.Url?.AbsolutePath ?? string.Empty, body, logId)
        {
            Query = request.Url?.Query ?? string.Empty,
            ContentType = request.Headers["Content-Type"],
            Authorization = request.Headers["Authorization"],
            UserAgent = request.Headers["User-Agent"],
            ClientPort = request.RemoteEndPoint?.Port ?? 0,
        };
    }

    private async Task WriteAsync(HttpListenerResponse response, Answer answer, string logId)
    {
        byte[] body = Encoding.UTF8.GetBytes(answer.Text);
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength64 = body.Length;
        response.Headers["X-Tt-Logid"] = logId;
        if (_clock.IsOwnTime)
        {
            response.Headers["Date"] = _clock.Now.ToString("r", CultureInfo.InvariantCulture);
        }

        if (answer.IsAssumed)
        {
            response.Headers[AssumedAnswers.Header] = "true";
        }

        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            response.Headers[header.Key] = header.Value;
        }

        await response.OutputStream.WriteAsync(body, 0, body.Length, CancellationToken.None).ConfigureAwait(false);
        response.Close();
    }
}
