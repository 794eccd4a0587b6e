using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Orders;

/// <summary>Reads orders back: page by page, each call within the limit, repeated where repeating can help. A read changes
/// nothing, so it may be repeated whatever became of it.</summary>
/// <param name="api">The call.</param>
/// <param name="tokens">The tokens for it.</param>
/// <param name="limiter">The limiter of a tenant's reads.</param>
/// <param name="timeout">How long one call may take.</param>
/// <param name="clock">The clock.</param>
internal sealed class OrderReader(IOrderApi api, ITokenSource tokens, Func<string?, RateLimiter> limiter, TimeSpan timeout, TimeProvider clock) : IOrderReader
{
    /// <summary>10 calls a second, and no other window. Source: the page 查询背调信息列表.</summary>
    internal static readonly RateLimits Limits = new(10, int.MaxValue);

    private const int MostTries = 3;
    private const int MostThrottles = 10;
    private const int MostEmptyPages = 20;
    private static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<OrdersRead> ReadAsync(IReadOnlyList<string> orderIds, string? tenantKey, CancellationToken cancellationToken)
    {
        var orders = new List<BgCheckOrder>(orderIds.Count);
        BgCheckError? error = await QueryAsync(new OrderQuery { OrderIds = orderIds }, tenantKey, personalData: false, orders.Add, cancellationToken).ConfigureAwait(false);
        return new(orders, error);
    }

    /// <inheritdoc/>
    public async Task<BgCheckError?> QueryAsync(OrderQuery query, string? tenantKey, bool personalData, Action<BgCheckOrder> found, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int empty = 0;
        for (string? pageToken = null; ;)
        {
            var page = new Page(tenantKey, personalData);
            if (await ReadPageAsync(query, pageToken, tenantKey, page, cancellationToken).ConfigureAwait(false) is BgCheckError error)
            {
                return error;
            }

            bool isNew = false;
            foreach (BgCheckOrder order in page.Orders)
            {
                if (seen.Add(order.BackgroundCheckId))
                {
                    isNew = true;
                    found(order);
                }
            }

            if (page.Next is null)
            {
                return null;
            }

            // A page may be empty where the filter left nothing of it; pages that only promise more would go on for ever.
            empty = isNew ? 0 : empty + 1;
            if (!isNew && (page.Next == pageToken || empty == MostEmptyPages))
            {
                return new BgCheckError(ErrorId.UnreadableAnswer) { Msg = "has_more without an end: no further order came" }
                    .With("ContentType", "application/json")
                    .With("Length", "-");
            }

            pageToken = page.Next;
        }
    }

    private async Task<BgCheckError?> ReadPageAsync(OrderQuery query, string? pageToken, string? tenantKey, Page page, CancellationToken cancellationToken)
    {
        string? refusedToken = null;
        int tries = 0;
        int throttles = 0;
        while (true)
        {
            string token;
            try
            {
                token = await tokens.GetAsync(tenantKey, cancellationToken).ConfigureAwait(false);
            }
            catch (FeishuHireException failure)
            {
                return failure.Error;
            }

            CallResult result = await CallAsync(query, pageToken, token, tenantKey, page, cancellationToken).ConfigureAwait(false);
            switch (result.Verdict)
            {
                case CallVerdict.Accepted:
                    return null;
                case CallVerdict.TokenRefused when refusedToken is null:
                    refusedToken = token;
                    tokens.Drop(tenantKey, token);
                    break;
                case CallVerdict.Throttled when ++throttles < MostThrottles:
                    Pause(tenantKey, result.RetryAfter);
                    break;
                case CallVerdict.NotSent or CallVerdict.Uncertain when result.Error is { Retryable: true } && ++tries < MostTries:
                    await clock.Delay(TimeSpan.FromTicks(BackOff.Ticks * tries), cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    return OfRead(result.Error!);
            }
        }
    }

    private async Task<CallResult> CallAsync(OrderQuery query, string? pageToken, string token, string? tenantKey, Page page, CancellationToken cancellationToken)
    {
        RateLease lease = await limiter(tenantKey).TakeAsync(Limits, cancellationToken).ConfigureAwait(false);
        CallResult result;
        try
        {
            result = await api.QueryAsync(query, pageToken, token, page.Read, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lease.Abandon(timeout);
            throw;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            lease.Abandon(timeout);
            cancellationToken.ThrowIfCancellationRequested();
        }

        lease.End();
        return result;
    }

    private void Pause(string? tenantKey, TimeSpan? asked)
    {
        TimeSpan pause = asked is TimeSpan wait && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
        limiter(tenantKey).Pause(pause > LongestPause ? LongestPause : pause);
    }

    /// <summary>A read has no outcome to be uncertain of: without an answer it failed, and that is all.</summary>
    private static BgCheckError OfRead(BgCheckError error)
    {
        BgCheckError read = error with { Outcome = null };
        return error.Id != ErrorId.OutcomeUnknown
            ? read
            : new BgCheckError(ErrorId.ConnectionFailed) { HttpStatus = error.HttpStatus, LogId = error.LogId, Retryable = true }
                .With("Host", "batch_query")
                .With("Reason", error.Facts.TryGetValue("Reason", out string? reason) ? reason : "-");
    }

    /// <summary>What one answer holds.</summary>
    private sealed class Page(string? tenantKey, bool personalData)
    {
        internal List<BgCheckOrder> Orders { get; } = [];

        /// <summary>The token of the next page; null where there is none.</summary>
        internal string? Next { get; private set; }

        internal void Read(JsonElement root)
        {
            JsonElement? data = LenientJson.Member(root, "data");
            foreach (JsonElement item in LenientJson.Items(data, "items"))
            {
                if (OrderItem.Read(item, tenantKey, personalData) is BgCheckOrder order)
                {
                    Orders.Add(order);
                }
            }

            Next = LenientJson.Member(data, "has_more") is { ValueKind: JsonValueKind.True }
                && LenientJson.Text(data, "page_token") is { Length: > 0 } token
                    ? token
                    : null;
        }
    }
}
