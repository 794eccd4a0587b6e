using System;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Commands;
using FeishuHire.Engine.Bot;
using FeishuHire.Engine.Http;
using FeishuHire.Engine.Results;

namespace FeishuHire.Bot;

/// <summary>Between Send-BgCheckSummary and Engine.</summary>
internal static class BotBridge
{
    /// <summary>Reads a summary.json; null where the file is none.</summary>
    /// <exception cref="FeishuHireException">FileNotFound, FileUnreadable or FileBusy.</exception>
    internal static BgCheckRunSummary? Read(string path) => SummaryFile.Read(path);

    /// <summary>Whether a summary has news for somebody.</summary>
    internal static bool IsNeeded(BgCheckRunSummary summary) => SummaryCard.IsNeeded(summary);

    /// <summary>Writes a card, in the language of the calling thread.</summary>
    /// <returns>Sends it, and says why the group was not told: a key of BotTexts, null where it was; and a detail for the text.</returns>
    internal static Func<CancellationToken, Task<(string? Refusal, string? Detail)>> Prepare(SendBgCheckSummaryCommand command, BgCheckRunSummary summary)
    {
        SummaryCard card = SummaryCard.Of(summary, command.Keyword?.Trim());
        return async stop =>
        {
            BotAnswer answer = BotHook.Find(command.WebhookUri, command.WebhookSecret, Environment.GetEnvironmentVariable, out string? refusal) is { } hook
                ? await SendAsync(hook, card, command, stop).ConfigureAwait(false)
                : new BotAnswer(refusal);
            return (answer.Refusal, answer.Detail);
        };
    }

    private static async Task<BotAnswer> SendAsync(BotHook hook, SummaryCard card, SendBgCheckSummaryCommand command, CancellationToken stop)
    {
        var proxy = new ProxySettings(command.Proxy, command.ProxyCredential?.GetNetworkCredential(), command.ProxyUseDefaultCredentials);
        try
        {
            proxy.Validate();
        }
        catch (FeishuHireException failure)
        {
            return new BotAnswer("Unreachable", failure.ErrorId);
        }

        using var bot = new GroupBot(hook, proxy, TimeSpan.FromSeconds(command.TimeoutSec), TimeProvider.System);
        return await bot.PostAsync(card, stop).ConfigureAwait(false);
    }
}
