using System;
using System.Management.Automation;
using System.Security;
using FeishuHire.Bot;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Tells a Feishu group, through its custom bot, what a run came to. A group that cannot be told is a warning and
/// nothing more: telling never changes what a run came to.</summary>
[Cmdlet(
    VerbsCommunications.Send,
    "BgCheckSummary",
    DefaultParameterSetName = OfObject,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPages.Root + "Send-BgCheckSummary.md")]
public sealed class SendBgCheckSummaryCommand : FeishuHireCmdlet
{
    private const string OfObject = nameof(OfObject);
    private const string OfFile = nameof(OfFile);

    /// <summary>A run's summary, or the information record that carries it.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = OfObject)]
    public PSObject? InputObject { get; set; }

    /// <summary>A summary.json of -ResultPath.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = OfFile)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The bot's address, a secret; else FEISHU_BOT_WEBHOOK.</summary>
    [Parameter]
    [SecretArgument]
    public SecureString? WebhookUri { get; set; }

    /// <summary>What the bot's signature check wants; else FEISHU_BOT_SECRET.</summary>
    [Parameter]
    [SecretArgument]
    public SecureString? WebhookSecret { get; set; }

    /// <summary>A word that the bot wants in every message.</summary>
    [Parameter]
    [ValidateLength(0, 200)]
    public string? Keyword { get; set; }

    /// <summary>Tells only what is new and needs somebody.</summary>
    [Parameter]
    public SwitchParameter OnlyIfNeeded { get; set; }

    /// <summary>The proxy; the system's unless given.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Who this is to the proxy.</summary>
    [Parameter]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Gives the proxy the account that this process runs as.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>The seconds that the call may take, answer included.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int TimeoutSec { get; set; } = 30;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object? given = ParameterSetName == OfFile ? Path : InputObject?.BaseObject;
        if (SummaryArgument.IsOther(given))
        {
            return;
        }

        BgCheckRunSummary? summary = null;
        try
        {
            summary = ParameterSetName == OfFile ? BotBridge.Read(GetUnresolvedProviderPathFromPSPath(Path)) : SummaryArgument.Find(InputObject);
        }
        catch (FeishuHireException failure)
        {
            WriteError(ErrorRecords.Of(failure, given));
            return;
        }

        if (summary is null)
        {
            object? shown = given is string ? given : given?.GetType().Name;
            WriteFailure(ArgumentErrors.Bad(ParameterSetName == OfFile ? nameof(Path) : nameof(InputObject), shown, ArgumentKey.Summary), given);
            return;
        }

        Tell(summary);
    }

    private void Tell(BgCheckRunSummary summary)
    {
        if (OnlyIfNeeded && !BotBridge.IsNeeded(summary))
        {
            WriteVerbose(Texts.OfBot.Say("NothingNeeded"));
            return;
        }

        if (!ShouldProcess(Texts.OfBot.Say("SendTarget"), Texts.OfBot.Say("SendAction", ("Run", summary.RunId))))
        {
            return;
        }

        (string? refusal, string? detail) = Await(BotBridge.Prepare(this, summary));
        if (refusal is null)
        {
            WriteVerbose(Texts.OfBot.Say("Told"));
        }
        else
        {
            WriteWarning(Texts.OfBot.Say(refusal, ("Detail", detail)));
        }
    }
}
