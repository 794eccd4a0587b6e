using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Reflection;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

public sealed class FactWordsTests
{
    /// <summary>Every word that the ledger has for a file's state.</summary>
    public static TheoryData<string> LedgerWords =>
    [
        .. typeof(LedgerDetail).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(word => word.IsLiteral)
            .Select(word => (string)word.GetRawConstantValue()!),
    ];

    /// <summary>What the network says most.</summary>
    public static TheoryData<string> NetworkWords =>
    [
        nameof(SocketError.HostNotFound), nameof(SocketError.TryAgain), nameof(SocketError.NoData), nameof(SocketError.TimedOut),
        nameof(SocketError.ConnectionRefused), nameof(SocketError.ConnectionReset), nameof(SocketError.ConnectionAborted),
        nameof(SocketError.HostUnreachable), nameof(SocketError.NetworkUnreachable), nameof(SocketError.NetworkDown),
        "NameResolutionError", "ConnectionError", "SecureConnectionError", "ResponseEnded", "InvalidResponse",
        "ProxyTunnelError 502", "Timeout 30 s", "Stopped",
    ];

    [Theory]
    [MemberData(nameof(LedgerWords))]
    [MemberData(nameof(NetworkWords))]
    public void A_word_reads_in_the_users_language(string word)
    {
        string? english = FactWords.Say(word, CultureInfo.InvariantCulture);
        string? chinese = FactWords.Say(word, CultureInfo.GetCultureInfo("zh-CN"));

        Assert.NotEqual(word, english);
        Assert.Contains(chinese!, c => c is >= '\u4e00' and <= '\u9fff');
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TLS: the certificate has expired")]
    public void Anything_else_stays_as_it_is(string? word) => Assert.Equal(word, FactWords.Say(word, CultureInfo.InvariantCulture));
}
