using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;

namespace FeishuHire.ModuleTests.Examples;

/// <summary>A folder of examples/scheduled-delivery.ps1, which runs there as a scheduler runs it: a process of its own, nobody
/// to ask, an exit code.</summary>
internal sealed class TaskFolder : IDisposable
{
    /// <summary>One row that is right.</summary>
    public const string Good = "6931286400470354183,S1,授权确认,2026-11-02 09:00,,\n";

    /// <summary>One row that breaks a rule.</summary>
    public const string Bad = "6931286400470362102,S1,学历核验,2026-11-02 09:00,通过,张三\n";

    private const string Titles = "背调ID,阶段ID,阶段名称,更新时间,背调结果,候选人\n";

    public string Folder { get; } = Directory.CreateTempSubdirectory("FeishuHireTask").FullName;

    public static string Script => Repo.Example("scheduled-delivery.ps1");

    public string Sheet => In("updates.csv");

    public string Log => string.Concat(Directory.EnumerateFiles(In("log"), "*.log").Order().Select(File.ReadAllText));

    public JsonNode Status => JsonNode.Parse(File.ReadAllText(In("log", "status.json")))!;

    public string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    public void Write(string rows, string file = "updates.csv") => File.WriteAllText(In(file), Titles + rows);

    /// <summary>The usual task, with what a test adds.</summary>
    public Task<ShellResult> RunAsync(params string[] more) =>
        StartAsync(["-Path", Sheet, "-ResultPath", In("results"), "-LogPath", In("log"), "-LedgerPath", In("ledger.db"), "-Sandbox", .. more]);

    /// <summary>The script with these arguments alone.</summary>
    public Task<ShellResult> StartAsync(IEnumerable<string> arguments, params (string Name, string? Value)[] environment) =>
        ShellProcess.Start(["-File", Script, .. arguments], Environment(environment), Folder).WaitAsync();

    public static Dictionary<string, string?> Environment(params (string Name, string? Value)[] more)
    {
        var variables = new[] { "FEISHU_APP_ID", "FEISHU_APP_SECRET", "FEISHU_APP_TICKET", "FEISHU_TENANT_KEY", "FEISHU_LEDGER_PATH", "FEISHU_BOT_WEBHOOK", "FEISHU_BOT_SECRET" }
            .ToDictionary(name => name, _ => (string?)null);
        foreach ((string name, string? value) in more)
        {
            variables[name] = value;
        }

        return variables;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
