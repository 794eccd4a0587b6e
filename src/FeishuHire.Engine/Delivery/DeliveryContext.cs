using System;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Orders;

namespace FeishuHire.Engine.Delivery;

/// <summary>What a run delivers through.</summary>
public sealed record DeliveryContext
{
    /// <summary>What the run does.</summary>
    public BgCheckDeliveryKind Kind { get; init; }

    /// <summary>The call.</summary>
    public required IUpdateApi Api { get; init; }

    /// <summary>The tokens for it.</summary>
    public required ITokenSource Tokens { get; init; }

    /// <summary>Reads orders back; null where nothing can be asked.</summary>
    public IOrderReader? Orders { get; init; }

    /// <summary>What was sent before.</summary>
    public required IDeliveryLedger Ledger { get; init; }

    /// <summary>The ledger's world: orders are unique in it.</summary>
    public required string Realm { get; init; }

    /// <summary>The tenant that the connection names, or null.</summary>
    public string? FixedTenant { get; init; }

    /// <summary>Whether every row goes to one tenant, so that rows need not name it.</summary>
    public bool FixesTenant { get; init; } = true;

    /// <summary>Names the budget of a tenant.</summary>
    public required Func<string?, string> BudgetKey { get; init; }

    /// <summary>The frequency limits to keep.</summary>
    public RateLimits Limits { get; init; } = RateLimits.Feishu;

    /// <summary>The time one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Names the run in the ledger; unique.</summary>
    public string RunId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The server's clock, as far as it is known.</summary>
    public ServerClock Server { get => field ??= new ServerClock(Clock); init; }

    /// <summary>Chooses the jitter of back-off; a test fixes its seed.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Now, in Unix milliseconds, by this computer's clock.</summary>
    internal long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>For a dry run without a connection.</summary>
    /// <param name="ledger">What was sent before.</param>
    /// <param name="realm">The world that the ledger is asked about.</param>
    /// <param name="kind">What the run does.</param>
    public static DeliveryContext Offline(IDeliveryLedger ledger, string realm, BgCheckDeliveryKind kind = BgCheckDeliveryKind.Progress)
    {
        var ends = new OfflineApi();
        return new DeliveryContext { Kind = kind, Api = ends, Tokens = ends, Ledger = ledger, Realm = realm, BudgetKey = static tenant => tenant ?? string.Empty };
    }
}
