using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.UnitTests.Connection;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>A session connected to a server of the tests' own, which answers update_progress as the test says.</summary>
internal sealed class UpdateSession : IAsyncDisposable
{
    public const string Path = "/open-apis/hire/v1/eco_background_checks/update_progress";
    public const string Secret = "S3cret-0123456789-abcdef";

    private UpdateSession(TokenServer server) => Server = server;

    public TokenServer Server { get; }

    public ModuleSession Session { get; } = new();

    /// <summary>Answers one call; null for success.</summary>
    public Func<JsonObject, int, (int Status, string Body)?> Answer { get; set; } = (_, _) => null;

    /// <summary>The bodies that arrived.</summary>
    public IReadOnlyList<JsonObject> Calls => Server.Bodies(Path);

    public static async Task<UpdateSession> OpenAsync(string connect = "-AppId cli_x -AppSecret $secret", string options = "")
    {
        TokenServer server = await TokenServer.StartAsync();
        var session = new UpdateSession(server);
        server.Instead = (path, body, number) => path == Path ? session.Answer(body, number) ?? (200, """{"code":0,"msg":"success","data":{}}""") : null;
        session.Session.Run(
            $"$null = Connect-FeishuHire {connect} -BaseUri $uri -Realm Test-{Guid.NewGuid():N} {options}",
            ("uri", server.BaseUri),
            ("secret", new NetworkCredential(string.Empty, Secret).SecurePassword),
            ("ticket", new NetworkCredential(string.Empty, "ticket").SecurePassword)).Clean();
        return session;
    }

    public RunResult Run(string script, params (string, object?)[] variables) => Session.Run(script, variables);

    /// <summary>Rows as Import-Csv makes them: objects whose every property is text.</summary>
    public RunResult Deliver(string arguments, params PSObject[] rows) => Session.RunWith("$input | Update-BgCheckProgress " + arguments, rows);

    public static PSObject Row(params (string Title, object? Value)[] cells)
    {
        var row = new PSObject();
        foreach ((string title, object? value) in cells)
        {
            row.Properties.Add(new PSNoteProperty(title, value));
        }

        return row;
    }

    /// <summary>A row that is right.</summary>
    public static PSObject Good(int stage = 1, params (string Title, object? Value)[] more) => Row(
    [
        ("background_check_id", "6931286400470354183"),
        ("stage_id", "S" + stage),
        ("stage_name", "授权确认"),
        ("stage_time", (1793592265000L + (stage * 1000L)).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        .. more,
    ]);

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Server.DisposeAsync();
    }

    public static string Refusal(int code, string msg = "refused", string error = "{}") =>
        $$"""{"code":{{code}},"msg":"{{msg}}","error":{{error}}}""";

    public static string[] Ids(RunResult result) => [.. result.ErrorIds];
}
