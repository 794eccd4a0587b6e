using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Orders;

/// <summary>Between Get-BgCheckOrder and Engine: orders are handed over on the pipeline's thread as their pages arrive.</summary>
internal static class OrderBridge
{
    /// <summary>The most ids in one call.</summary>
    internal const int MostIds = OrderQuery.MostIds;

    // A page more than the pipeline has taken: a slow pipeline slows the reading.
    private const int Ahead = 40;

    /// <summary>Whether all orders are of one tenant, whatever the rows say.</summary>
    internal static bool FixesTenant(FeishuHireConnection connection) => Open(connection).FixesTenant;

    /// <summary>Reads orders by id.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="orderIds">At most <see cref="MostIds"/> ids of one tenant.</param>
    /// <param name="tenantKey">The tenant, or null.</param>
    /// <param name="personalData">Whether personal data is wanted.</param>
    /// <param name="stop">Ends it.</param>
    internal static async Task<(IReadOnlyList<BgCheckOrder> Orders, BgCheckError? Error)> ReadAsync(
        FeishuHireConnection connection, IReadOnlyList<string> orderIds, string? tenantKey, bool personalData, CancellationToken stop)
    {
        var orders = new List<BgCheckOrder>(orderIds.Count);
        BgCheckError? error = await Open(connection).Orders
            .QueryAsync(new OrderQuery { OrderIds = orderIds }, tenantKey, personalData, orders.Add, stop).ConfigureAwait(false);
        return (orders, error);
    }

    /// <summary>Reads all orders that fit a filter, page by page.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="filter">Which orders.</param>
    /// <param name="tenantKey">The tenant, or null.</param>
    /// <param name="personalData">Whether personal data is wanted.</param>
    /// <param name="write">Takes an order, on this thread.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The error where reading failed; the orders written before it stand.</returns>
    internal static BgCheckError? Query(
        FeishuHireConnection connection, OrderFilter filter, string? tenantKey, bool personalData, Action<BgCheckOrder> write, CancellationToken stop)
    {
        var query = new OrderQuery
        {
            CreatedSince = filter.CreatedSince,
            CreatedUntil = filter.CreatedUntil,
            UpdatedSince = filter.UpdatedSince,
            UpdatedUntil = filter.UpdatedUntil,
            Status = filter.Status,
        };
        HireConnection open = Open(connection);
        using var orders = new BlockingCollection<BgCheckOrder>(Ahead);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<BgCheckError?> reading = Task.Run(
            async () =>
            {
                try
                {
                    return await open.Orders.QueryAsync(query, tenantKey, personalData, order => orders.Add(order, end.Token), end.Token).ConfigureAwait(false);
                }
                finally
                {
                    orders.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            foreach (BgCheckOrder order in orders.GetConsumingEnumerable(stop))
            {
                write(order);
            }

#pragma warning disable VSTHRD002 // The pipeline thread is where a cmdlet waits; the reading has ended.
            return reading.GetAwaiter().GetResult();
        }
        finally
        {
            // The pipeline may have ended in the middle of a page.
            end.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
#pragma warning restore VSTHRD002
        }
    }

    private static HireConnection Open(FeishuHireConnection connection) => (HireConnection)connection.Handle!;
}
