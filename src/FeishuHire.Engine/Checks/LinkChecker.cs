using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Checks;

/// <summary>Asks links of reports whether they answer: one ranged GET each, a kilobyte at most, without cookies or
/// credentials. For downloads it looks whether a PDF comes.</summary>
public sealed class LinkChecker : IDisposable
{
    private const int SampleBytes = 1024;
    private const int Parallel = 8;

    private readonly HttpClient _client;
    private readonly SemaphoreSlim _turns = new(Parallel);

    /// <summary>Makes a checker.</summary>
    public LinkChecker()
    {
        _client = new HttpClient(new HttpClientHandler { UseCookies = false, MaxAutomaticRedirections = 5, MaxConnectionsPerServer = Parallel })
        {
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    /// <summary>Checks a link; several may be under way.</summary>
    /// <param name="url">An absolute http or https link.</param>
    /// <param name="isDownload">Whether a PDF is to come.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<LinkFinding>> CheckAsync(string url, bool isDownload, CancellationToken cancellation)
    {
        var found = new List<LinkFinding>();
        var link = new Uri(url);
        if (PrivateHost.Is(link))
        {
            found.Add(new LinkFinding(FileFaultKey.LinkPrivate, [], IsWarning: true));
        }

        if (link.Scheme == Uri.UriSchemeHttp)
        {
            found.Add(new LinkFinding(FileFaultKey.LinkPlain, [], IsWarning: true));
        }

        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (await AskAsync(link, isDownload, cancellation).ConfigureAwait(false) is { } finding)
            {
                found.Add(finding);
            }
        }
        finally
        {
            _turns.Release();
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _turns.Dispose();
    }

    private async Task<LinkFinding?> AskAsync(Uri link, bool isDownload, CancellationToken cancellation)
    {
        try
        {
            FrameworkNetwork.Prepare(link, null, Parallel);
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.Range = new RangeHeaderValue(0, SampleBytes - 1);
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
            {
                return Finding(FileFaultKey.LinkStatus, "Status", ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
            }

            return !isDownload || await IsPdfAsync(answer, cancellation).ConfigureAwait(false)
                ? null
                : Finding(FileFaultKey.LinkNotPdf, "Type", answer.Content.Headers.ContentType?.MediaType ?? "?");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return Finding(FileFaultKey.LinkSilent, "Reason", failure is OperationCanceledException ? "Timeout" : failure.GetType().Name);
        }
    }

    private static async Task<bool> IsPdfAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        byte[] sample = new byte[SampleBytes];
        int length = 0;
        using Stream body = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
        int read;
        while (length < sample.Length && (read = await body.ReadAsync(sample, length, sample.Length - length, cancellation).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        // The mark may stand behind other bytes, anywhere in the first kilobyte.
        return new ReadOnlySpan<byte>(sample, 0, length).IndexOf((ReadOnlySpan<byte>)[0x25, 0x50, 0x44, 0x46, 0x2D]) >= 0;
    }

    private static LinkFinding Finding(string key, string name, string value) => new(key, [new(name, value)], IsWarning: false);
}
