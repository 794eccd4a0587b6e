using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.UnitTests.Connection;

namespace FeishuHire.ModuleTests.Ledger;

/// <summary>A folder with a ledger, and a server that answers update_progress as the test says.</summary>
internal sealed class LedgerSession : IAsyncDisposable
{
    public const string Order = "6931286400470354183";

    /// <summary>Three stages of <see cref="Order"/>.</summary>
    public const string Rows = """
        [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S1'; stage_name = '已安排'; stage_time = '2026-01-05 09:00' },
        [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S2'; stage_name = '核实中'; stage_time = '2026-01-06 09:00' },
        [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S3'; stage_name = '完成'; stage_time = '2026-01-07 09:00' }
        """;

    private const string Call = "/open-apis/hire/v1/eco_background_checks/update_progress";
    private readonly string _folder = Directory.CreateTempSubdirectory("feishu-ledger-").FullName;
    private readonly TokenServer _server;

    private LedgerSession(TokenServer server)
    {
        _server = server;
        server.Instead = (path, body, _) => path == Call ? Answer(body) : null;
    }

    public string Path => System.IO.Path.Combine(_folder, "ledger.db");

    public ModuleSession Session { get; private set; } = new ModuleSession().WithLedger();

    /// <summary>The stages that the server was sent, in order.</summary>
    public IReadOnlyList<JsonObject> Calls => _server.Bodies(Call);

    /// <summary>Answers one call.</summary>
    public Func<JsonObject, (int Status, string Body)> Answer { get; set; } = _ => (200, """{"code":0,"msg":"success","data":{}}""");

    public static async Task<LedgerSession> StartAsync() => new(await TokenServer.StartAsync());

    /// <summary>Runs a script that knows <c>$ledger</c>, the file.</summary>
    public RunResult Run(string script) => Session.Run(
        script,
        ("ledger", Path),
        ("uri", _server.BaseUri),
        ("secret", new NetworkCredential(string.Empty, "S3cret-0123456789-abcdef").SecurePassword));

    public RunResult Connect(string options) => Run("$null = Connect-FeishuHire -AppId cli_x -AppSecret $secret -BaseUri $uri -Realm Test " + options);

    /// <summary>A new shell, as the next scheduled run has it.</summary>
    public void Renew()
    {
        Session.Run("Disconnect-FeishuHire").Clean();
        Session.Dispose();
        Session = new ModuleSession().WithLedger();
    }

    public async ValueTask DisposeAsync()
    {
        Session.Run("Disconnect-FeishuHire").Clean();
        Session.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
