using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.UnitTests.Reports;

/// <summary>A real Chromium without a window, spoken to by its DevTools protocol: what it complains of, what it asks for, and
/// what it made of a page.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private readonly Process _process;
    private readonly ClientWebSocket _socket;
    private readonly string _profile;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));
    private int _calls;
    private string? _session;

    private Browser(Process process, ClientWebSocket socket, string profile)
    {
        _process = process;
        _socket = socket;
        _profile = profile;
    }

    /// <summary>Errors and warnings on the console, exceptions, and refusals of the page's own policy.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Every address that was asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Chromium's program; null where there is none.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static async Task<Browser> StartAsync()
    {
        string profile = Directory.CreateTempSubdirectory("feishu-chromium-").FullName;
        ProcessStartInfo start = new(
            Find()!,
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        const string Listening = "DevTools listening on ";
        while (await process.StandardError.ReadLineAsync() is string line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                var socket = new ClientWebSocket();
                await socket.ConnectAsync(new Uri(line[Listening.Length..].Trim()), CancellationToken.None);
                return new Browser(process, socket, profile);
            }
        }

        throw new InvalidOperationException("Chromium did not start.");
    }

    /// <summary>Opens a page and waits until it is drawn.</summary>
    public async Task OpenAsync(string path, int width, bool dark)
    {
        if (_session is null)
        {
            JsonNode target = await CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
            _session = (string)(await CallAsync("Target.attachToTarget", new() { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true }))["sessionId"]!;
            foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"])
            {
                await CallAsync(domain + ".enable", []);
            }
        }

        await CallAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await CallAsync("Emulation.setEmulatedMedia", new()
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
        });
        await CallAsync("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri });
        while ((string?)(await ReceiveAsync())["method"] != "Page.loadEventFired")
        {
            // Noted as they come.
        }
    }

    /// <summary>What an expression comes to in the page.</summary>
    public async Task<JsonNode?> AskAsync(string expression) =>
        (await CallAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true }))["result"]?["value"];

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _limit.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A child of Chromium may still be at it.
        }
    }

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        int id = ++_calls;
        JsonObject call = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
        {
            call["sessionId"] = _session;
        }

        await _socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _limit.Token);
        while (true)
        {
            JsonNode message = await ReceiveAsync();
            if ((int?)message["id"] == id)
            {
                return message["result"] ?? throw new InvalidOperationException(method + ": " + message.ToJsonString());
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var whole = new MemoryStream();
        byte[] part = new byte[64 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part, _limit.Token);
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        JsonNode message = JsonNode.Parse(whole.ToArray())!;
        switch ((string?)message["method"])
        {
            case "Runtime.exceptionThrown":
            case "Log.entryAdded":
            case "Runtime.consoleAPICalled":
            case "Network.loadingFailed":
                Complaints.Add(message["params"]!.ToJsonString(JsonSerializerOptions.Default));
                break;
            case "Network.requestWillBeSent":
                Requests.Add((string)message["params"]!["request"]!["url"]!);
                break;
        }

        return message;
    }
}
