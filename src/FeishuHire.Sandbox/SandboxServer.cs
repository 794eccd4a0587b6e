using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Sandbox;

/// <summary>A stand-in for the Feishu endpoints that a background-check vendor calls, on loopback. It judges requests by what
/// is documented of the API alone, plays faults on demand, and lets everything it received be read back.</summary>
public sealed class SandboxServer : IDisposable
{
    private readonly Listener _listener;
    private readonly Router _router;
    private readonly TokenStore _tokens;
    private readonly TokenEndpoints _tokenEndpoints;
    private readonly OrderStore _orders;
    private readonly FaultPlan _faults;
    private readonly Statistics _figures = new();

    /// <summary>Starts listening.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <exception cref="System.Net.HttpListenerException">The port is taken.</exception>
    public SandboxServer(SandboxOptions? options = null)
    {
        Options = options ?? new SandboxOptions();
        Credentials = Options.Credentials ?? new SandboxCredentials();
        var clock = new SandboxClock(Options.TimeProvider);
        _tokens = new TokenStore(clock, Options.TokenLifetime);
        _tokenEndpoints = new TokenEndpoints(Credentials, Options.KnownTenants.ToArray(), _tokens, _figures);
        _orders = new OrderStore(Options, clock);
        _faults = new FaultPlan(Options.Faults);
        var gate = new HireGate(_tokens, _faults, _orders, _figures, clock);
        var latency = new Latency(Options.Latency, Options.Jitter, Options.Seed);
        _router = new Router(gate, Calls(), _tokenEndpoints, _faults, _figures, latency, clock);
        _listener = new Listener(Options.Port, _router.HandleAsync, new LogIds(clock), clock);
        BaseUri = new Uri("http://127.0.0.1:" + _listener.Port.ToString(CultureInfo.InvariantCulture) + "/");
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseUri { get; }

    /// <summary>What opens it.</summary>
    public SandboxCredentials Credentials { get; }

    /// <summary>How it is set up.</summary>
    public SandboxOptions Options { get; }

    /// <summary>What it has seen so far.</summary>
    public FeishuHireSandboxStatistics Statistics => _figures.Read(_faults.Played);

    /// <summary>The store app's ticket that is good now.</summary>
    public string AppTicket => _tokenEndpoints.AppTicket;

    /// <summary>What it received, order by order, in the order of their first calls.</summary>
    public IReadOnlyList<FeishuHireSandboxOrder> ReadOrders() => _orders.Read();

    /// <summary>What it received for one order; null where nothing came.</summary>
    /// <param name="orderId">background_check_id.</param>
    public FeishuHireSandboxOrder? ReadOrder(string orderId) => _orders.Read(orderId) is [FeishuHireSandboxOrder order] ? order : null;

    /// <summary>Adds a fault to play after those there are.</summary>
    /// <param name="fault">The fault.</param>
    public void AddFault(SandboxFault fault) => _faults.Add(fault);

    /// <summary>Forgets the faults not yet played.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Completes an order: its progress cannot change from now on.</summary>
    /// <param name="orderId">background_check_id.</param>
    public void CompleteOrder(string orderId) => _orders.SetStatus(orderId, BgCheckOrderStatus.Completed);

    /// <summary>Sets where an order stands, as the employer can.</summary>
    /// <param name="orderId">background_check_id.</param>
    /// <param name="status">What batch_query shows from now on.</param>
    public void SetStatus(string orderId, BgCheckOrderStatus status) => _orders.SetStatus(orderId, status);

    /// <summary>Ends every token issued so far; the next one asked for is new.</summary>
    public void RevokeTokens() => _tokens.RevokeAll();

    /// <summary>Replaces the store app's ticket, as the hourly push does; the one before is refused from now on.</summary>
    /// <returns>The new ticket.</returns>
    public string RenewAppTicket() => _tokenEndpoints.AppTicket = Chance.Text(16);

    /// <summary>Answers a request that came in by another listener than its own.</summary>
    internal Task<Answer> HandleAsync(Incoming incoming, CancellationToken stopping) => _router.HandleAsync(incoming, stopping);

    /// <summary>Stops listening. Calls under way lose their connection; the port is free again.</summary>
    public void Dispose() => _listener.Dispose();

    private List<HireCall> Calls() =>
    [
        new UpdateProgressCall(_orders, UpdateWindows()),
        new UpdateResultCall(_orders, UpdateWindows()),
        new CancelCall(_orders, UpdateWindows()),
        new BatchQueryCall(_orders, new RateWindows(Options.OrderCallsPerSecond, perMinute: 0), Options.ShowStage),
    ];

    private RateWindows UpdateWindows() => new(Options.CallsPerSecond, Options.CallsPerMinute);
}
