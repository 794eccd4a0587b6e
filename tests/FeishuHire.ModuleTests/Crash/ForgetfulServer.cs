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
    private readonly List<(string Order, string Name, string Time)> _shown = [];
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

    /// <summary>Whether orders can be read back: every accepted stage is shown, and an order with a result as completed.</summary>
    public bool Shows { get; init; }

    /// <summary>The orders that were given a result, as often as they were.</summary>
    public List<string> Results { get; } = [];

    /// <summary>Called under the lock with the number of calls in this life, before the answer.</summary>
    public Action<int>? Called { get; set; }

    public static async Task<ForgetfulServer> StartAsync(int seed, int lostPercent = 0, bool shows = false)
    {
        var server = new ForgetfulServer(seed, lostPercent) { Shows = shows };
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
        else if (request.Path.EndsWith("/batch_query", StringComparison.Ordinal))
        {
            (status, body) = Shows ? (200, Show(JsonNode.Parse(request.Body)!.AsObject())) : (400, """{"code":99991672,"msg":"Access denied"}""");
        }
        else if (request.Path.EndsWith("/update_result", StringComparison.Ordinal))
        {
            (status, body, lose) = TakeResult(JsonNode.Parse(request.Body)!.AsObject());
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

    private string Show(JsonObject query)
    {
        lock (_sync)
        {
            var items = new JsonArray();
            foreach (string id in query["background_check_order_id_list"]!.AsArray().Select(node => (string)node!))
            {
                items.Add(new JsonObject
                {
                    ["order_id"] = id,
                    ["order_status"] = Results.Contains(id) ? 3 : 2,
                    ["process_info_list"] = new JsonArray(
                    [
                        .. _shown.Where(stage => stage.Order == id).Reverse().Select(stage => new JsonObject { ["process"] = stage.Name, ["update_time"] = stage.Time }),
                    ]),
                });
            }

            return new JsonObject { ["code"] = 0, ["data"] = new JsonObject { ["items"] = items } }.ToJsonString();
        }
    }

    /// <summary>Takes every result, as often as it comes: a second one is the client's fault.</summary>
    private (int Status, string Body, bool Lose) TakeResult(JsonObject call)
    {
        lock (_sync)
        {
            string order = (string)call["background_check_id"]!;
            Calls.Add((order, Stopwatch.GetTimestamp(), Life));
            Called?.Invoke(Calls.Count(c => c.Life == Life));
            Results.Add(order);
            return (200, """{"code":0,"msg":"success","data":{}}""", _random.Next(100) < _lostPercent);
        }
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
            _shown.Add((order, (string)call["stage_name"]!, (string)call["stage_time"]!));
            Accepted.Add(stage);
            if (lose)
            {
                _lost.Add(stage);
            }

            return (200, """{"code":0,"msg":"success","data":{}}""", lose);
        }
    }
}
