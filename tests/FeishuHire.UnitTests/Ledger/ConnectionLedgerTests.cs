using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using FeishuHire.UnitTests.Connection;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>A connection and the ledger that it opens.</summary>
public sealed class ConnectionLedgerTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_ledger_is_told_before_any_call()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        Assert.Equal(ErrorId.LedgerNotFound, await RefusedAsync(Options(server.BaseUri)));
        Assert.Equal(0, server.Count(TokenServer.Custom));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_wrong_secret_makes_no_ledger_and_closes_one_that_is_there()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        server.Instead = (_, _, _) => (200, """{"code":10014,"msg":"app secret invalid"}""");
        ConnectionOptions options = Options(server.BaseUri);
        options.NewLedger = true;
        Assert.Equal(ErrorId.CredentialRejected, await RefusedAsync(options));
        Assert.Empty(_folder.Files());

        _folder.Open().Dispose();
        options.NewLedger = false;
        Assert.Equal(ErrorId.CredentialRejected, await RefusedAsync(options));

        // A closed ledger takes its -wal away.
        Assert.DoesNotContain(_folder.Files(), f => f.EndsWith("-wal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_ledger_is_that_of_the_realm_and_closes_with_the_connection()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        ConnectionOptions options = Options(server.BaseUri);
        options.NewLedger = true;
        IDeliveryLedger ledger;
        using (HireConnection connection = await options.OpenAsync())
        {
            ledger = connection.Ledger;
            Assert.Equal(_folder.Path, ledger.Path);
            using IDisposable turn = await connection.EnterRunAsync("r1", TimeSpan.Zero, CancellationToken.None);
            await ledger.RecordIntentAsync(Entries.Stage("S1"), connection.BudgetKey(null), CancellationToken.None);
        }

        Assert.Throws<FeishuHireException>(() => ledger.ReadOrder(Entries.Order).Entries);
        using SqliteLedger again = _folder.Open(LedgerOpenMode.MustExist, realm: "Test");
        Assert.Single(again.ReadOrder(Entries.Order).Entries);
        Assert.Single(again.ReadCallEnds("update_progress|Test|cli_a1b2c3|", 0));
    }

    [Fact]
    public async Task No_ledger_is_one_in_memory_and_contradicts_a_path()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        ConnectionOptions options = Options(server.BaseUri);
        options.NoLedger = true;
        Assert.Equal(ErrorId.LedgerPathNotAllowed, await RefusedAsync(options));
        options.LedgerPath = null;
        using HireConnection connection = await options.OpenAsync();
        Assert.IsType<MemoryLedger>(connection.Ledger);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_ledger_is_named_so()
    {
        await using TokenServer server = await TokenServer.StartAsync();
        Directory.CreateDirectory(_folder.Path);
        Assert.Equal(ErrorId.LedgerUnusable, await RefusedAsync(Options(server.BaseUri)));
    }

    [Fact]
    public async Task Nothing_is_left_of_connections_that_were_closed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Handles are counted in /proc.");
        }

        await using TokenServer server = await TokenServer.StartAsync();
        ConnectionOptions options = Options(server.BaseUri);
        options.NewLedger = true;
        for (int i = 0; i < 5; i++)
        {
            (await options.OpenAsync()).Dispose();
        }

        int handles = Ledgers();
        for (int i = 0; i < 50; i++)
        {
            (await options.OpenAsync()).Dispose();
        }

        Assert.Equal(0, handles);
        Assert.Equal(0, Ledgers());

        int Ledgers() => Directory.GetFiles("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget?.StartsWith(_folder.Path, StringComparison.Ordinal) == true);
    }

    private static async Task<string> RefusedAsync(ConnectionOptions options) =>
        (await Assert.ThrowsAsync<FeishuHireException>(options.OpenAsync)).ErrorId;

    private ConnectionOptions Options(Uri baseUri)
    {
        ConnectionOptions options = Credentials.Custom(baseUri);
        options.Realm = "Test";
        options.NoLedger = false;
        options.LedgerPath = _folder.Path;
        return options;
    }
}
