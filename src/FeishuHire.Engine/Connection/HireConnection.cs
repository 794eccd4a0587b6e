using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>An open connection: the API, the tokens for it, and who they are for.</summary>
public sealed class HireConnection : IDisposable
{
    private const string OrderCall = "batch_query";

    private readonly HttpPipeline _pipeline;
    private readonly ConnectionCredentials _credentials;
    private readonly IAppTokens _tokens;
    private readonly ApiClient _client;
    private readonly string? _proxy;
    private IDeliveryLedger? _ledger;

    private HireConnection(ConnectionOptions options, ConnectionAddress address, ConnectionCredentials credentials, ProxySettings proxy)
    {
        Options = options;
        BaseUri = address.BaseUri;
        Realm = address.Realm;
        IsRealmAssumed = address.IsRealmAssumed;
        _credentials = credentials;
        _pipeline = new(address.BaseUri, proxy, options.MaxConnections);
        Server = new ServerClock(options.Clock);
        var client = new ApiClient(_pipeline, address.BaseUri, options.Timeout, options.Clock);
        _tokens = credentials.MakeTokens(new TokenEndpoint(client, proxy.Name, options.Clock, Server), options.Clock);
        _client = client;
        _proxy = proxy.Name;
        OrderApi = new OrderApi(client, proxy.Name, options.Clock);
        Orders = new OrderReader(
            OrderApi,
            _tokens,

            // Not primed from the ledger, which records no reads: one that is throttled for those of another process a second
            // ago waits and is made again, and has changed nothing; a durable record would cost more than that wait.
            tenant => RateLimiters.Of(options.Clock).Get(RateKey(OrderCall, tenant), out _),
            options.Timeout,
            options.Clock);
    }

    /// <summary>Reads orders back.</summary>
    public IOrderReader Orders { get; }

    /// <summary>The call that reads orders.</summary>
    internal IOrderApi OrderApi { get; }

    /// <summary>The tokens for it.</summary>
    public ITokenSource Tokens => _tokens;

    /// <summary>What the connection was opened with.</summary>
    public ConnectionOptions Options { get; }

    /// <summary>Where calls go.</summary>
    public Uri BaseUri { get; }

    /// <summary>The ledger's world: Feishu, Lark, the name given, else the host's; with the port for a server on this machine.</summary>
    public string Realm { get; }

    /// <summary>Whether the realm is the name of a host elsewhere, since nobody has given one.</summary>
    public bool IsRealmAssumed { get; }

    /// <summary>What authenticates: CustomApp, StoreApp or TenantAccessToken.</summary>
    public string Credential => _credentials.Kind;

    /// <summary>Whether all rows go to one tenant; false for a store app whose rows name theirs.</summary>
    public bool FixesTenant => _credentials.FixesTenant;

    /// <summary>The tenant of a store app's connection that names it, or null.</summary>
    public string? TenantKey => _credentials.TenantKey;

    /// <summary>The app's id; for a given token without one, a short hash of the token.</summary>
    public string AppKey => _credentials.AppKey;

    /// <summary>What was sent before, in this realm.</summary>
    public IDeliveryLedger Ledger => _ledger!;

    /// <summary>The server's clock, as its answers tell it, the first token's on.</summary>
    public ServerClock Server { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock => Options.Clock;

    /// <summary>Opens a connection and proves its credentials with a token, so that a wrong secret fails here. A given token
    /// is taken as it is.</summary>
    /// <param name="options">What to open it with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FeishuHireException">BaseUriNotAllowed, ProxyInvalid, CredentialMissing, CredentialRejected,
    /// AppTicketInvalid, AppUnavailable, ConnectionFailed and whatever else a token endpoint answers; LedgerNotFound,
    /// LedgerPathNotAllowed, LedgerUnusable, LedgerNewer, LedgerBusy and LedgerFull.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<HireConnection> OpenAsync(ConnectionOptions options, CancellationToken cancellationToken)
    {
        ProxySettings proxy = ProxySettings.Of(options);
        HireConnection connection = Build(options);
        LedgerConnector? ledger = null;
        try
        {
            ledger = new LedgerConnector(options, connection.Realm);
            await connection.ProveAsync(cancellationToken).ConfigureAwait(false);
            connection._ledger = await ledger.FinishAsync().ConfigureAwait(false);
            return connection;
        }
        catch (FeishuHireException failure) when (proxy.IsNamed && failure.ErrorId == ErrorId.ConnectionFailed && IsUnreachable(failure))
        {
            // With a proxy named, the proxy is all that was asked for, and all that can have been out of reach.
            connection.Dispose();
            await LedgerConnector.AbandonAsync(ledger).ConfigureAwait(false);
            throw new FeishuHireException(new BgCheckError(ErrorId.ProxyInvalid).With("Proxy", proxy.Name), failure);
        }
        catch
        {
            connection.Dispose();
            await LedgerConnector.AbandonAsync(ledger).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What opening makes before it asks anybody: no token, and no ledger.</summary>
    /// <exception cref="FeishuHireException">BaseUriNotAllowed, ProxyInvalid, CredentialMissing or TokenRejected.</exception>
    internal static HireConnection Build(ConnectionOptions options)
    {
        ConnectionAddress address = ConnectionAddress.Of(options);
        ProxySettings proxy = ProxySettings.Of(options);
        proxy.Validate();
        return new HireConnection(options, address, ConnectionCredentials.Of(options), proxy);
    }

    /// <summary>Proves the credentials as far as they can be proved before a row names its tenant.</summary>
    /// <exception cref="FeishuHireException">They do not hold, or nobody could be asked.</exception>
    internal Task ProveAsync(CancellationToken cancellationToken) => _tokens.ProveAsync(cancellationToken);

    /// <summary>Waits for the turn to run in this realm on this ledger.</summary>
    /// <param name="runId">Names the run in the ledger; unique.</param>
    /// <param name="wait">How long to wait for another run; zero looks once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The turn, to be disposed when the run has ended.</returns>
    /// <exception cref="FeishuHireException">AnotherRunActive, LedgerBusy, LedgerFull or LedgerUnusable.</exception>
    public Task<IDisposable> EnterRunAsync(string runId, TimeSpan wait, CancellationToken cancellationToken) =>
        Ledger.EnterRunAsync(runId, wait, cancellationToken);

    /// <summary>The rate budget that a call counts against: Feishu counts by API, app and tenant.</summary>
    /// <param name="tenantKey">The row's tenant; without effect where the connection fixes the tenant.</param>
    /// <param name="kind">What the call does.</param>
    public string BudgetKey(string? tenantKey, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress) => RateKey(UpdateApi.NameOf(kind), tenantKey);

    /// <summary>What a run delivers through.</summary>
    /// <param name="ledger">What was sent before.</param>
    /// <param name="runId">Names the run in the ledger; unique.</param>
    /// <param name="kind">What the run does.</param>
    public DeliveryContext NewDelivery(IDeliveryLedger ledger, string runId, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress) => new()
    {
        Kind = kind,
        Api = ApiOf(kind),
        Tokens = Tokens,
        Orders = Orders,
        Ledger = ledger,
        Realm = Realm,
        FixesTenant = FixesTenant,
        FixedTenant = TenantKey,
        BudgetKey = tenant => BudgetKey(tenant, kind),
        Limits = new RateLimits(Options.CallsPerSecond, Options.CallsPerMinute),
        Timeout = Options.Timeout,
        Clock = Clock,
        Server = Server,
        RunId = runId,
    };

    /// <summary>The call that updates of a kind go out by.</summary>
    internal IUpdateApi ApiOf(BgCheckDeliveryKind kind) => new UpdateApi(_client, kind, _proxy, Clock);

    /// <summary>Closes it: sockets, tokens, secrets, ledger.</summary>
    public void Dispose()
    {
        _ledger?.Dispose();
        _tokens.Dispose();
        _pipeline.Dispose();
        _credentials.Dispose();
    }

    private string RateKey(string call, string? tenantKey) => string.Join("|", call, Realm, AppKey, FixesTenant ? TenantKey : tenantKey);

    private static bool IsUnreachable(FeishuHireException failure) =>
        failure.Error.Facts.TryGetValue("Reason", out string? reason) && reason is
            nameof(SocketError.ConnectionRefused) or nameof(SocketError.HostNotFound) or nameof(SocketError.TryAgain)
            or nameof(SocketError.NoData) or nameof(WebExceptionStatus.ConnectFailure) or nameof(WebExceptionStatus.ProxyNameResolutionFailure);
}
