using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Bench.Shared;

namespace FeishuHire.BenchPeers;

/// <summary>The floor: the same requests through HttpClient, so many at once, with no order, no limits and no memory.</summary>
internal static class HttpLoop
{
    public static async Task RunAsync(Uri address, string file, int concurrency)
    {
        var section = new Section();
        List<StageRow> rows = StageRow.ReadAll(file);
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = concurrency, UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(client));

        int done = 0;
        int failed = 0;
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = concurrency }, async (row, stop) =>
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync(
                "open-apis/hire/v1/eco_background_checks/update_progress", row, RowJson.Default.StageRow, stop);
            ServerAnswer? answer = await response.Content.ReadFromJsonAsync(RowJson.Default.ServerAnswer, stop);
            if (response.IsSuccessStatusCode && answer?.Code == 0)
            {
                Interlocked.Increment(ref done);
            }
            else
            {
                Interlocked.Increment(ref failed);
            }
        });
        section.Print(done, failed);
    }

    private static async Task<string> TokenAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync(
            "open-apis/auth/v3/tenant_access_token/internal", new TokenRow("cli_bench", "bench"), RowJson.Default.TokenRow);
        ServerAnswer? answer = await response.Content.ReadFromJsonAsync(RowJson.Default.ServerAnswer);
        return answer!.Token!;
    }
}
