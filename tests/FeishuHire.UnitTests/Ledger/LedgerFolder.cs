using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FeishuHire.UnitTests.Ledger;

/// <summary>A folder of one test, with a ledger in it.</summary>
internal sealed class LedgerFolder : IDisposable
{
    public const string Realm = "Test";
    public const string Budget = "update_progress|cli_1|t";

    private readonly string _folder = Directory.CreateTempSubdirectory("feishu-ledger-").FullName;

    public string Path => File("ledger.db");

    public string File(string name) => System.IO.Path.Combine(_folder, name);

    public string[] Files() => Directory.GetFiles(_folder);

    public SqliteLedger Open(LedgerOpenMode mode = LedgerOpenMode.Default, string realm = Realm, LedgerOptions? options = null) =>
        SqliteLedger.Open(Path, mode, realm, options);

    /// <summary>Opens the file past the ledger.</summary>
    public SqliteConnection OpenRaw()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>The id, detail and path of the error that opening ends in.</summary>
    public (string Id, string? Detail) Refused(LedgerOpenMode mode = LedgerOpenMode.MustExist, LedgerOptions? options = null)
    {
        BgCheckError error = Assert.Throws<FeishuHireException>(() => Open(mode, options: options).Dispose()).Error;
        Assert.StartsWith(_folder, error.Facts["Path"], StringComparison.Ordinal);
        return (error.Id, error.Facts.TryGetValue("Detail", out string? detail) ? detail : null);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static Task<IDisposable> Enter(IDeliveryLedger ledger, string run = "r1") =>
        ledger.EnterRunAsync(run, TimeSpan.Zero, CancellationToken.None);
}
