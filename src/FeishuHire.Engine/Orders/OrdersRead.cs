using System.Collections.Generic;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Orders;

/// <summary>What reading back came to.</summary>
/// <param name="Orders">The orders that Feishu showed; one that it does not show proves nothing.</param>
/// <param name="Error">Why reading failed or ended early; null where it did not.</param>
public sealed record OrdersRead(IReadOnlyList<BgCheckOrder> Orders, BgCheckError? Error);
