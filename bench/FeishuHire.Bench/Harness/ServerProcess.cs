using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;
using FeishuHire.Bench.Shared;

namespace FeishuHire.Bench.Harness;

/// <summary>The server, in its own process; it ends with the stream that this holds open.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control;

    private ServerProcess(Process process, int data, int control)
    {
        _process = process;
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{data}");
        _control = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{control}")) };
    }

    /// <summary>The API's base address.</summary>
    public string Address { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        ProcessStartInfo start = new(Layout.DotNet, [Layout.Server]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        string[] ports = (await process.StandardOutput.ReadLineAsync())!.Split(' ');
        return new ServerProcess(process, int.Parse(ports[0], CultureInfo.InvariantCulture), int.Parse(ports[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Forgets everything seen, and behaves as told from now on.</summary>
    public async Task ResetAsync(ServerOptions options)
    {
        using HttpResponseMessage answer = await _control.PostAsJsonAsync("reset", options);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<ServerReport> ReportAsync() => (await _control.GetFromJsonAsync<ServerReport>("report"))!;

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
