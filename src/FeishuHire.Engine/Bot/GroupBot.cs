using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Http;

namespace FeishuHire.Engine.Bot;

/// <summary>Posts to a group through its custom bot. What goes wrong is data and never an exception: telling is no part of
/// delivering.</summary>
internal sealed class GroupBot : IDisposable
{
    // Full and half hours are busy at Feishu, which is when tasks run. Only what was surely not posted is posted again.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    private readonly BotHook _hook;
    private readonly HttpPipeline _pipeline;
    private readonly ApiClient _client;
    private readonly TimeProvider _clock;

    /// <summary>Makes the bot's client; nothing is sent yet.</summary>
    internal GroupBot(BotHook hook, ProxySettings proxy, TimeSpan timeout, TimeProvider clock)
    {
        _hook = hook;
        _clock = clock;
        _pipeline = new HttpPipeline(hook.Address, proxy, maxConnections: 1);
        _client = new ApiClient(_pipeline, hook.Address, timeout, clock);
    }

    /// <summary>Posts a card.</summary>
    /// <param name="card">What to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    internal async Task<BotAnswer> PostAsync(SummaryCard card, CancellationToken cancellationToken)
    {
        for (int tries = 0; ; tries++)
        {
            long now = _clock.GetUtcNow().ToUnixTimeSeconds();
            byte[] body = card.Write(now, _hook.Secret is { } secret ? BotSignature.Of(now, secret) : null);
            using var content = new OneTimeContent(new ArraySegment<byte>(body));
            BotAnswer answer = BotAnswer.Judge(await _client.PostAsync(_hook.Address, content, token: null, cancellationToken).ConfigureAwait(false));
            cancellationToken.ThrowIfCancellationRequested();
            if (!answer.MayPass || tries == Pauses.Length)
            {
                return answer;
            }

            await _clock.Delay(Pauses[tries], cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _pipeline.Dispose();
}
