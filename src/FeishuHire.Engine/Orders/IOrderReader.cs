using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Orders;

/// <summary>Reads orders back from Feishu, within its limit of 10 calls a second.</summary>
public interface IOrderReader
{
    /// <summary>Reads orders by id, with nothing personal.</summary>
    /// <param name="orderIds">At most <see cref="OrderQuery.MostIds"/> ids of one tenant.</param>
    /// <param name="tenantKey">The tenant; null where the connection fixes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was shown, and the error where reading failed; never throws for anything that the network or the server does.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    Task<OrdersRead> ReadAsync(IReadOnlyList<string> orderIds, string? tenantKey, CancellationToken cancellationToken);

    /// <summary>Reads all pages of a query, one after the other.</summary>
    /// <param name="query">Which orders.</param>
    /// <param name="tenantKey">The tenant; null where the connection fixes it.</param>
    /// <param name="personalData">Whether personal data is wanted.</param>
    /// <param name="found">Takes each order as its page arrives.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The error where reading failed; the orders found before it stand.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    Task<BgCheckError?> QueryAsync(OrderQuery query, string? tenantKey, bool personalData, Action<BgCheckOrder> found, CancellationToken cancellationToken);
}
