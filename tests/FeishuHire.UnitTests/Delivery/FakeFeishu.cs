using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;

namespace FeishuHire.UnitTests.Delivery;

/// <summary>A server in memory that keeps the order rules of the contract, counts what it sees, and fails as scripted.</summary>
internal sealed class FakeFeishu(TimeProvider clock) : IUpdateApi, ITokenSource, IOrderReader
{
    private readonly object _sync = new();
    private readonly Dictionary<string, long> _lastTime = [];
    private readonly HashSet<(string Order, string Stage)> _accepted = [];
    private readonly HashSet<string> _answerLost = [];
    private int _inFlight;

    /// <summary>Every call that reached the server, in order.</summary>
    public List<Seen> Calls { get; } = [];

    /// <summary>Accepted stages, in order.</summary>
    public List<Seen> Accepted { get; } = [];

    public int PeakInFlight { get; private set; }

    /// <summary>Calls that broke the order of their lane.</summary>
    public int OrderBreaches { get; private set; }

    public int TokensFetched { get; private set; }

    /// <summary>Decides a call's fate: null for the server's own rules. The number counts calls from 1.</summary>
    public Func<int, BgCheckProgress, Fate?> Script { get; set; } = (_, _) => null;

    public Func<int, TimeSpan> Latency { get; set; } = _ => TimeSpan.Zero;

    public Func<string?, string> Token { get; set; } = _ => "t-1";

    /// <summary>What reading an order back shows of an accepted stage; null hides it.</summary>
    public Func<Seen, BgCheckOrderStage?> Echo { get; set; } = seen => new BgCheckOrderStage { StageName = seen.Name, Time = new BgCheckTime(seen.SentTime, TimeSpan.Zero) };

    /// <summary>Changes an order before it is shown; null hides it.</summary>
    public Func<BgCheckOrder, BgCheckOrder?> Show { get; set; } = order => order;

    /// <summary>Why nothing can be read; null where it can.</summary>
    public Func<BgCheckError?> ReadFailure { get; set; } = () => null;

    public int Reads { get; private set; }

    public Task<OrdersRead> ReadAsync(IReadOnlyList<string> orderIds, string? tenantKey, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            Reads++;
            if (ReadFailure() is { } failure)
            {
                return Task.FromResult(new OrdersRead([], failure));
            }

            var orders = new List<BgCheckOrder>();
            foreach (string id in orderIds)
            {
                BgCheckOrderStage[] stages = [.. Accepted.Where(s => s.Order == id).Select(Echo).OfType<BgCheckOrderStage>().Reverse()];
                if (Show(new BgCheckOrder { BackgroundCheckId = id, Status = BgCheckOrderStatus.Arranged, Stage = stages }) is { } shown)
                {
                    orders.Add(shown);
                }
            }

            return Task.FromResult(new OrdersRead(orders, null));
        }
    }

    public Task<BgCheckError?> QueryAsync(OrderQuery query, string? tenantKey, bool personalData, Action<BgCheckOrder> found, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A run reads by id.");

    public async Task<CallResult> SendAsync(BgCheckProgress row, long sentTime, string token, CancellationToken cancellationToken)
    {
        int number;
        Fate? fate;
        lock (_sync)
        {
            PeakInFlight = Math.Max(PeakInFlight, ++_inFlight);
            var seen = new Seen(row.BackgroundCheckId!, row.StageId!, sentTime, clock.GetUtcNow(), token, row.TenantKey) { Name = row.StageName };
            if (Calls.Count > 0 && Calls.Any(c => c.Order == seen.Order && c.InFlight))
            {
                OrderBreaches++;
            }

            Calls.Add(seen);
            number = Calls.Count;
            fate = Script(number, row);
            seen.InFlight = true;
        }

        try
        {
            TimeSpan latency = Latency(number);
            if (latency > TimeSpan.Zero)
            {
                await clock.Delay(latency, cancellationToken);
            }
            else
            {
                await Task.Yield();
            }

            lock (_sync)
            {
                return Answer(row, sentTime, number, fate);
            }
        }
        catch (OperationCanceledException)
        {
            return Fate.Cut(applied: false).Result!;
        }
        finally
        {
            lock (_sync)
            {
                _inFlight--;
                Calls[number - 1].InFlight = false;
            }
        }
    }

    /// <summary>Why no token can be had; null where one can.</summary>
    public Func<BgCheckError?> TokenFailure { get; set; } = () => null;

    public Task<string> GetAsync(string? tenantKey, CancellationToken cancellationToken) =>
        TokenFailure() is { } failure ? Task.FromException<string>(new FeishuHireException(failure)) : Task.FromResult(Token(tenantKey));

    public void Drop(string? tenantKey, string token) => TokensFetched += token == Token(tenantKey) ? 1 : 0;

    private CallResult Answer(BgCheckProgress row, long sentTime, int number, Fate? fate)
    {
        if (fate is { Applied: false })
        {
            return fate.Result!;
        }

        CallResult own = Judge(row, sentTime, number);
        if (own.Verdict != CallVerdict.Accepted || fate?.Result is not { } told)
        {
            return own;
        }

        _answerLost.Add(row.BackgroundCheckId!);
        return told;
    }

    private CallResult Judge(BgCheckProgress row, long sentTime, int number)
    {
        if (!_accepted.Add((row.BackgroundCheckId!, row.StageId!)))
        {
            return Fate.Refuse(ErrorId.InvalidRequest, 1002001).Result!;
        }

        if (_lastTime.TryGetValue(row.BackgroundCheckId!, out long last) && sentTime <= last)
        {
            // Where an answer was lost the client cannot know that a later stage is there already.
            OrderBreaches += _answerLost.Contains(row.BackgroundCheckId!) ? 0 : 1;
            _accepted.Remove((row.BackgroundCheckId!, row.StageId!));
            return Fate.Refuse(ErrorId.InvalidRequest, 1002001).Result!;
        }

        _lastTime[row.BackgroundCheckId!] = sentTime;
        Accepted.Add(Calls[number - 1]);
        return new CallResult(CallVerdict.Accepted) { Code = 0, LogId = "log-" + number };
    }
}

internal sealed record Seen(string Order, string Stage, long SentTime, DateTimeOffset At, string Token, string? Tenant)
{
    public bool InFlight { get; set; }

    public string? Name { get; init; }
}

/// <summary>What becomes of a call: whether the server writes it, and what it answers.</summary>
internal sealed record Fate(bool Applied, CallResult? Result)
{
    public static Fate Refuse(string errorId, int code) => new(false, new CallResult(CallVerdict.Refused)
    {
        Code = code,
        LogId = "log-refused",
        Error = new BgCheckError(errorId) { Code = code, HttpStatus = 400, Outcome = BgCheckDeliveryStatus.Rejected, LogId = "log-refused" },
    });

    public static Fate Throttle(TimeSpan? wait) => new(false, new CallResult(CallVerdict.Throttled)
    {
        Code = 99991400,
        RetryAfter = wait,
        Error = new BgCheckError(ErrorId.RateLimited) { Code = 99991400, HttpStatus = 429, Retryable = true },
    });

    public static Fate TokenRefused() => new(false, new CallResult(CallVerdict.TokenRefused)
    {
        Code = 99991663,
        Error = new BgCheckError(ErrorId.TokenRejected) { Code = 99991663, HttpStatus = 400 },
    });

    public static Fate NotSent() => new(false, new CallResult(CallVerdict.NotSent)
    {
        Error = new BgCheckError(ErrorId.ConnectionFailed) { Retryable = true, Outcome = BgCheckDeliveryStatus.NotSent },
    });

    public static Fate Cut(bool applied) => new(applied, new CallResult(CallVerdict.Uncertain)
    {
        Error = new BgCheckError(ErrorId.OutcomeUnknown) { Retryable = true, Outcome = BgCheckDeliveryStatus.Uncertain },
    });

    public static Fate SystemError(bool applied) => new(applied, new CallResult(CallVerdict.Uncertain)
    {
        Code = 1002001,
        Error = new BgCheckError(ErrorId.SystemError) { Code = 1002001, HttpStatus = 500, Retryable = true, Outcome = BgCheckDeliveryStatus.Uncertain },
    });
}
