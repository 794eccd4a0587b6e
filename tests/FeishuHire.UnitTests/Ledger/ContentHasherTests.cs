using System.Linq;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

public sealed class ContentHasherTests
{
    private static readonly byte[] KeyBytes = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private readonly ContentHasher _hasher = new(new HashKey(KeyBytes));

    // The reference vectors of SipHash-2-4: key 00..0f, message 00..(n-1).
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31UL)]
    [InlineData(8, 0x93f5f5799a932462UL)]
    [InlineData(16, 0x3f2acc7f57c29bdbUL)]
    [InlineData(24, 0xb8ad50c6f649af94UL)]
    [InlineData(32, 0x7127512f72f27cceUL)]
    public void The_hash_is_SipHash(int length, ulong expected)
    {
        SipHash24 hash = new HashKey(KeyBytes).Start();
        byte[] message = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        for (int i = 0; i < length; i += 8)
        {
            hash.Add(System.BitConverter.ToUInt64(message, i));
        }

        Assert.Equal(expected, hash.Finish());
    }

    [Fact]
    public void Every_text_counts_and_only_in_its_own_place()
    {
        BgCheckProgress[] rows =
        [
            Row(), Row(r => r.StageName = "b"), Row(r => r.StageEnName = "b"), Row(r => r.Result = "b"),
            Row(r => (r.StageName, r.StageEnName) = ("en", "name")), Row(r => (r.StageName, r.StageEnName) = ("namee", "n")),
            Row(r => r.StageEnName = null), Row(r => r.Result = null),
        ];
        Assert.Equal(rows.Length, rows.Select(r => _hasher.Hash(r).Base).Distinct().Count());
    }

    [Fact]
    public void An_empty_cell_is_none_and_blanks_around_do_not_count()
    {
        Assert.Equal(_hasher.Hash(Row(r => r.Result = null)).Base, _hasher.Hash(Row(r => r.Result = "  ")).Base);
        Assert.Equal(_hasher.Hash(Row()).Base, _hasher.Hash(Row(r => r.StageName = "\u00a0name ")).Base);
    }

    [Fact]
    public void A_link_counts_without_query_and_fragment()
    {
        ContentFingerprint plain = Reports(("a.pdf", "https://x.cn/a.pdf"));
        Assert.Equal(plain.Reports, Reports(("a.pdf", "https://x.cn/a.pdf?sign=1&t=2")).Reports);
        Assert.Equal(plain.Reports, Reports(("a.pdf", "https://x.cn/a.pdf#p2")).Reports);
        Assert.NotEqual(plain.Reports, Reports(("a.pdf", "https://x.cn/b.pdf")).Reports);
        Assert.NotEqual(plain.Reports, Reports(("b.pdf", "https://x.cn/a.pdf")).Reports);
    }

    [Fact]
    public void Reports_are_a_set_and_one_that_disappears_is_no_change()
    {
        ContentFingerprint both = Reports(("a", "https://x/1"), ("b", "https://x/2"));
        Assert.Equal(both.Reports, Reports(("b", "https://x/2"), ("a", "https://x/1"), ("b", "https://x/2?again")).Reports);
        Assert.Equal(both.Reports.Order(), both.Reports);
        Assert.True(both.Covers(Reports(("b", "https://x/2"))));
        Assert.True(both.Covers(Reports()));
        Assert.False(Reports(("b", "https://x/2")).Covers(both));
    }

    [Fact]
    public void Another_key_gives_another_hash_and_tag()
    {
        var other = new HashKey(HashKey.Generate());
        Assert.NotEqual(_hasher.Hash(Row()).Base, new ContentHasher(other).Hash(Row()).Base);
        Assert.NotEqual(new HashKey(KeyBytes).Tag, other.Tag);
    }

    private static BgCheckProgress Row(System.Action<BgCheckProgress>? change = null)
    {
        var row = new BgCheckProgress { StageName = "name", StageEnName = "en", Result = "通过" };
        change?.Invoke(row);
        return row;
    }

    private ContentFingerprint Reports(params (string Name, string Url)[] reports) =>
        _hasher.Hash(Row(r => r.ReportFile = new BgCheckReportFileList(reports.Select(p => new BgCheckReportFile(p.Name, p.Url)))));
}
