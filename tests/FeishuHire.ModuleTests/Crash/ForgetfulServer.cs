using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.UnitTests.Http;
using Microsoft.AspNetCore.Http;

namespace FeishuHire.ModuleTests.Crash;

/// <summary>A server that keeps every stage it was given, refuses repeats and times that do not rise, counts sliding
/// windows, and now and then loses an answer after having written.</summary>
internal sealed class ForgetfulServer : IAsyncDisposable
{
    // In ticks: counted in whole milliseconds, a call exactly a second after another would seem to fall into its window.
    private static readonly long Window = Stopwatch.Frequency;

    private readonly object _sync = new();
    private readonly Random _random;
    private readonly int _lostPercent;
    private readonly Dictionary<string, long> _last = [];
    private readonly HashSet<string> _lost = [];
    private TestServer? _server;

    private ForgetfulServer(int seed, int lostPercent) => (_random, _lostPercent) = (new Random(seed), lostPercent);

    public Uri BaseUri => _server!.BaseUri;

    /// <summary>Every call, in order: the stage, when, and in which life of the client.</summary>
    public List<(string Stage, long At, int Life)> Calls { get; } = [];

    /// <summary>Accepted stages, in order.</summary>
    public List<string> Accepted { get; } = [];

    /// <summary>Stages that were sent again although their answer had gone out.</summary>
    public List<string> SentTwice { get; } = [];

    /// <summary>Stages that came too late for their order.</summary>
    public int OrderBreaches { get; private set; }

    /// <summary>Which life of the client it is; calls that were under way when one ended count as lost.</summary>
    public int Life { get; private set; }

    /// <summary>Called under the lock with the number of calls in this life, before the answer.</summary>
    public Action<int>? Called { get; set; }

    public static async Task<ForgetfulServer> StartAsync(int seed, int lostPercent = 0)
    {
        var server = new ForgetfulServer(seed, lostPercent);
        server._server = await TestServer.StartAsync(server.AnswerAsync);
        return server;
    }

    /// <summary>The client has ended: accepted stages that its ledger does not hold as delivered may be asked about again.</summary>
    /// <param name="recorded">What the ledger holds as delivered, as order/stage.</param>
    /// <returns>How many became unknown by this end.</returns>
    public int NextLife(IReadOnlySet<string> recorded)
    {
        lock (_sync)
        {
            Life++;
            return Accepted.Where(stage => !recorded.Contains(stage)).Count(_lost.Add);
        }
    }

    /// <summary>The most calls within any window of a second.</summary>
    public int Busiest()
    {
        long[] at = [.. Calls.Select(c => c.At).Order()];
        int most = 0;
        for (int first = 0, last = 0; last < at.Length; last++)
        {
            while (at[last] - at[first] >= Window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, TestServer.Received request)
    {
        string body;
        int status = 200;
        bool lose = false;
        if (request.Path.Contains("/auth/", StringComparison.Ordinal))
        {
            body = """{"code":0,"msg":"ok","tenant_access_token":"t-0123456789","expire":7200}""";
        }
        else
        {
            (status, body, lose) = Judge(JsonNode.Parse(request.Body)!.AsObject());
        }

        if (lose)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    private (int Status, string Body, bool Lose) Judge(JsonObject call)
    {
        string order = (string)call["background_check_id"]!;
        string stage = order + "/" + (string)call["stage_id"]!;
        long time = long.Parse((string)call["stage_time"]!, System.Globalization.CultureInfo.InvariantCulture);
        lock (_sync)
        {
            Calls.Add((stage, Stopwatch.GetTimestamp(), Life));
            Called?.Invoke(Calls.Count(c => c.Life == Life));
            bool lose = _random.Next(100) < _lostPercent;
            if (Accepted.Contains(stage))
            {
                if (!_lost.Contains(stage))
                {
                    SentTwice.Add(stage);
                }

                return (400, """{"code":1002001,"msg":"stage_id repeated"}""", false);
            }

            if (_last.TryGetValue(order, out long last) && time <= last)
            {
                OrderBreaches++;
                return (400, """{"code":1002001,"msg":"stage_time"}""", false);
            }

            _last[order] = time;
            Accepted.Add(stage);
            if (lose)
            {
                _lost.Add(stage);
            }

            return (200, """{"code":0,"msg":"success","data":{}}""", lose);
        }
    }
}
