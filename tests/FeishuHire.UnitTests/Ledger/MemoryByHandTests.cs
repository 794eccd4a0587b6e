using FeishuHire.Engine.Ledger;

namespace FeishuHire.UnitTests.Ledger;

public sealed class MemoryByHandTests : LedgerByHandTests
{
    protected override IDeliveryLedger Ledger { get; } = new MemoryLedger(Clock());
}
