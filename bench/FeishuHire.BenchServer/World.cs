using System;
using System.Collections.Generic;
using System.Diagnostics;
using FeishuHire.Bench.Shared;

namespace FeishuHire.BenchServer;

/// <summary>Everything between two resets. One lock over all of it: what the server sees has one order, and it is cheap.</summary>
internal sealed class World(ServerOptions options)
{
    private readonly object _sync = new();
    private readonly Limits _limits = new(options.PerSecond, options.PerMinute);
    private readonly Orders _orders = new();
    private readonly Tokens _tokens = new();
    private readonly Random _random = new(options.Seed);
    private readonly List<long> _calls = [];
    private int _accepted;
    private int _throttled;
    private int _breaches;
    private int _duplicates;
    private int _tokenRefusals;
    private int _malformed;
    private int _tokenFetches;
    private int _inFlight;
    private int _peakInFlight;
    private long _lastAnswer;

    public string FetchToken(string app)
    {
        lock (_sync)
        {
            _tokenFetches++;
            return _tokens.Fetch(app);
        }
    }

    /// <summary>A call has arrived on the wire.</summary>
    /// <returns>The delays before the server takes note of it and before it answers: a network's way there and back.</returns>
    public (TimeSpan There, TimeSpan Back) Arrive()
    {
        lock (_sync)
        {
            _peakInFlight = Math.Max(_peakInFlight, ++_inFlight);
            return (OneWay(), OneWay());
        }
    }

    /// <summary>The server takes note of a call and judges it.</summary>
    public Answer Judge(string? authorization, Update? update)
    {
        lock (_sync)
        {
            long now = Stopwatch.GetTimestamp();
            _calls.Add(now);
            if (_calls.Count == options.RevokeAtCall)
            {
                _tokens.Revoke();
            }

            if (_tokens.AppOf(authorization) is not { } app)
            {
                _tokenRefusals++;
                return new Answer(400, 99991663, "Invalid access token for authorization. Please make a request with token attached.");
            }

            TimeSpan wait = _limits.Enter(app, now);
            if (wait > TimeSpan.Zero)
            {
                _throttled++;
                return new Answer(429, 99991400, "request trigger frequency limit", wait);
            }

            return update is { } stage ? Add(stage) : Malformed();
        }
    }

    /// <summary>The answer of a call is about to leave.</summary>
    public void Leave()
    {
        lock (_sync)
        {
            _inFlight--;
            _lastAnswer = Stopwatch.GetTimestamp();
        }
    }

    public ServerReport Report(Connections connections)
    {
        lock (_sync)
        {
            return new ServerReport
            {
                Calls = _calls.Count,
                Accepted = _accepted,
                MaxInSecond = MostWithin(Stopwatch.Frequency),
                MaxInMinute = MostWithin(60 * Stopwatch.Frequency),
                Throttled = _throttled,
                OrderBreaches = _breaches,
                Duplicates = _duplicates,
                TokenRefusals = _tokenRefusals,
                Malformed = _malformed,
                TokenFetches = _tokenFetches,
                ConnectionsOpened = connections.Opened,
                PeakConnections = connections.Peak,
                PeakInFlight = _peakInFlight,
                Orders = _orders.Count,
                Seconds = _calls.Count == 0 ? 0 : Stopwatch.GetElapsedTime(_calls[0], _lastAnswer).TotalSeconds,
            };
        }
    }

    private Answer Add(Update stage)
    {
        switch (_orders.Add(stage.Order, stage.Stage, stage.Time))
        {
            case StageVerdict.Repeated:
                _duplicates++;
                return new Answer(400, 1002001, "stage_id repeated");
            case StageVerdict.NotRising:
                _breaches++;
                return new Answer(400, 1002001, "stage_time must increase");
            default:
                _accepted++;
                return Answer.Success;
        }
    }

    private Answer Malformed()
    {
        _malformed++;
        return new Answer(400, 99992402, "field validation failed");
    }

    private TimeSpan OneWay() =>
        TimeSpan.FromMilliseconds((options.LatencyMs + (_random.NextDouble() * options.JitterMs)) / 2);

    private int MostWithin(long window)
    {
        int most = 0;
        int first = 0;
        for (int last = 0; last < _calls.Count; last++)
        {
            while (_calls[last] - _calls[first] >= window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
