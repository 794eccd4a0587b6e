using System;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Delivery;
using FeishuHire.Engine.Delivery;
using FeishuHire.Errors;
using FeishuHire.Rows;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Commands;

/// <summary>Reports stages of background-check orders to Feishu Hire: each stage once, in order, within the rate limits.</summary>
[Cmdlet(
    VerbsData.Update,
    "BgCheckProgress",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Root + "Update-BgCheckProgress.md")]
[OutputType(typeof(BgCheckDelivery))]
public sealed partial class UpdateBgCheckProgressCommand : FeishuHireCmdlet
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(10);

    private TypedFields? _typed;
    private RowIntake? _intake;
    private DeliveryPump? _pump;
    private bool _asks;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _typed = TypedFields.Of(MyInvocation.BoundParameters);
        FeishuHireConnection? connection = MyInvocation.BoundParameters.ContainsKey(nameof(Connection)) ? Connection : RunspaceConnections.Current;
        _intake = new RowIntake(TimeOptions(connection), TimeZone is not null, _typed);

        bool rehearsal = IsRehearsal();
        _asks = rehearsal || MayAsk();
        if (!rehearsal && connection?.Handle is null)
        {
            ThrowFailure(new BgCheckError(ErrorId.NotConnected), connection);
        }

        string runId = Guid.NewGuid().ToString("N");
        string? results = rehearsal ? null : Guard(() => ResultFolder.Resolve(this, ResultPath));
        _pump = Guard(() => DeliveryPump.Start(this, connection, runId, Options(rehearsal), results, TakeTurn(connection, runId, rehearsal)));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null || MyInvocation.ExpectingInput || _typed!.Count > 0)
        {
            foreach (PSObject? item in RowIntake.Items(InputObject))
            {
                Take(item);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _pump?.Complete();

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _pump?.Stop();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _pump?.Dispose();
        }
    }

    // A rehearsal takes no turn: it writes nothing. Without a connection it reads the usual ledger.
    private IDisposable? TakeTurn(FeishuHireConnection? connection, string runId, bool rehearsal)
    {
        TimeSpan wait = Duration(WaitForRun, nameof(WaitForRun)) ?? UsualWait;
        if (rehearsal)
        {
            return connection?.Handle is null ? Await(_ => DeliveryRuns.OpenOfflineAsync()) : null;
        }

        IDisposable? turn = Await(stop => DeliveryRuns.TryEnterAsync(connection!, runId, stop));
        if (turn is not null)
        {
            return turn;
        }

        if (wait > TimeSpan.Zero)
        {
            WriteWarning(Texts.OfRuns.SayInOrder("WaitingForRun", connection!.LedgerPath, wait.ToString("c", CultureInfo.InvariantCulture)));
        }

        return Await(stop => DeliveryRuns.EnterAsync(connection!, runId, wait, stop));
    }

    /// <summary>-WhatIf and -Confirm for one update. Where nobody is asked or told, the words for it are not made: they take
    /// longer than a row that the ledger knows.</summary>
    internal bool AsksFor(BgCheckProgress row) => !_asks
        || ShouldProcess(Texts.OfRuns.SayInOrder("ShouldProcessTarget", IdText.Shown(row.BackgroundCheckId), row.StageId), Texts.OfRuns.SayInOrder("ShouldProcessAction"));

    private DeliveryOptions Options(bool rehearsal) => new()
    {
        ThrottleLimit = ThrottleLimit,
        MaxRetry = MaxRetry,
        HoldOrder = OnFailure == "HoldOrder",
        NudgeEqualTimes = EqualStageTime == "Nudge",
        AllowFutureTime = AllowFutureTime,
        NoReorder = NoReorder,
        RetryRejected = RetryRejected,
        MaxDuration = Duration(MaxDuration, nameof(MaxDuration)),
        QuietFor = Duration(QuietFor, nameof(QuietFor)) ?? TimeSpan.Zero,
        NoReadBack = NoReadBack,
        AcceptedIds = AcceptId ?? [],
        DryRun = rehearsal,
    };

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FeishuHireException failure)
        {
            ThrowTerminatingError(ErrorRecords.Of(failure, null));
            throw;
        }
    }

    private void Take(PSObject? item)
    {
        RowTaken taken = _intake!.Take(item, MyInvocation.ExpectingInput);
        if (taken.Row is not { } row)
        {
            _pump!.SkipEmpty(_intake.Count);
        }
        else if (taken.Error is not null)
        {
            _pump!.Refuse(row, taken.Error);
        }

        // A rehearsal tells after it has judged the row: only what would be sent is news.
        else if (_pump!.IsRehearsal || AsksFor(row))
        {
            _pump.Post(row);
        }
    }

    /// <summary>-WhatIf here, or on the script that calls: that reaches a cmdlet as $WhatIfPreference.</summary>
    private bool IsRehearsal() => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? whatIf)
        ? whatIf is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>Whether ShouldProcess would ask, or say on the verbose stream what is done.</summary>
    private bool MayAsk()
    {
        return Is("Confirm", () => Preference<ConfirmImpact>("ConfirmPreference") is not (ConfirmImpact.None or ConfirmImpact.High))
            || Is("Verbose", () => Preference<ActionPreference>("VerbosePreference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore));

        bool Is(string parameter, Func<bool> otherwise) =>
            MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) ? value is SwitchParameter { IsPresent: true } : otherwise();

        T? Preference<T>(string variable)
            where T : struct =>
            LanguagePrimitives.TryConvertTo(GetVariableValue(variable), CultureInfo.InvariantCulture, out T value) ? value : null;
    }

    private TimeCellOptions TimeOptions(FeishuHireConnection? connection)
    {
        TimeZoneInfo? zone = TimeZone is null ? TimeZoneArgument.Default(connection) : TimeZoneArgument.Read(TimeZone);
        if (zone is null)
        {
            ThrowBadParameter(nameof(TimeZone), TimeZone, ArgumentKey.TimeZone);
        }

        WriteVerbose(Texts.OfRuns.SayInOrder("Zone", zone!.Id));
        return new TimeCellOptions(zone);
    }

    private TimeSpan? Duration(object? value, string parameter)
    {
        if (value is null)
        {
            return null;
        }

        TimeSpan? span = DurationArgument.Read(value);
        if (span is null)
        {
            ThrowBadParameter(parameter, value, ArgumentKey.Duration);
        }

        return span;
    }
}
