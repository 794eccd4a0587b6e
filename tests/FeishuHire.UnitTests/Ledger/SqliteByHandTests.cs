using System;
using System.Linq;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class SqliteByHandTests : LedgerByHandTests, IDisposable
{
    private readonly LedgerFolder _folder = new();
    private readonly SqliteLedger _ledger;

    public SqliteByHandTests() => _ledger = _folder.Open(options: new LedgerOptions { Clock = Clock() });

    protected override IDeliveryLedger Ledger => _ledger;

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_purged_is_gone_from_the_files()
    {
        await Record([.. Enumerable.Range(0, 300).Select(i => Entries.Stage("STAGE-" + i, BgCheckDeliveryStatus.Delivered) with { LogId = "SECRET-" + i })]);
        await _ledger.PurgeAsync(long.MaxValue);
        Assert.All(_folder.Files(), f => Assert.Equal(-1, LedgerChild.ReadFile(f).AsSpan().IndexOf("SECRET-"u8)));
        Assert.All(_folder.Files(), f => Assert.Equal(-1, LedgerChild.ReadFile(f).AsSpan().IndexOf("STAGE-"u8)));
    }

    [Fact]
    public async Task The_sole_realm_of_a_file_is_known()
    {
        Assert.Null(SoleRealm());
        await Record(Entries.Stage("S1", BgCheckDeliveryStatus.Delivered));
        Assert.Equal(LedgerFolder.Realm, SoleRealm());
        using SqliteLedger lark = _folder.Open(realm: "Lark");
        await lark.RecordOutcomeAsync(Entries.Stage("S1", BgCheckDeliveryStatus.Delivered), "b");
        Assert.Null(SoleRealm());
        Assert.Equal(2, _ledger.Query(new LedgerQuery()).Count());
    }

    private string? SoleRealm()
    {
        using SqliteLedger ledger = SqliteLedger.LookInto(_folder.Path, realm: null);
        return ledger.Realm;
    }
}
