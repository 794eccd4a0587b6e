using System;
using System.Globalization;
using System.Management.Automation;
using FeishuHire.Engine.Delivery;
using FeishuHire.Errors;
using FeishuHire.Rows;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Delivery;

/// <summary>What the cmdlets share that take rows and report them to Feishu, or settle the ledger by what Feishu shows: one row
/// after another from the pipeline, one run of the engine, one word for every row.</summary>
public abstract class DeliveryCmdlet : FeishuHireCmdlet
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(10);

    private TypedFields? _typed;
    private RowIntake? _intake;
    private DeliveryPump? _pump;
    private bool _asks;

    /// <summary>An update of the cmdlet's own kind or any row: PSCustomObject, hashtable, DataRow. Its titles are matched by name.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>background_check_id, for every row: a value, or a script block that makes it from the row in $_.</summary>
    [Parameter]
    public object? BackgroundCheckId { get; set; }

    /// <summary>The tenant, for a store app whose connection names none, or a script block.</summary>
    [Parameter]
    public object? TenantKey { get; set; }

    /// <summary>Order ids that look as if a spreadsheet had rounded them (zeros from the 16th digit on) and are right all the same.</summary>
    [Parameter]
    public string[]? AcceptId { get; set; }

    /// <summary>How long to wait while another run works on the ledger: a TimeSpan or a number
    /// of seconds; 10 minutes unless given, 0 not at all.</summary>
    [Parameter]
    public object? WaitForRun { get; set; }

    /// <summary>When to start no further call: a TimeSpan or a number of seconds.</summary>
    [Parameter]
    public object? MaxDuration { get; set; }

    /// <summary>A folder for result files: each run makes a folder of its own in it, with delivered.csv, failed.csv,
    /// unprocessed.csv and summary.json.</summary>
    [Parameter]
    public string? ResultPath { get; set; }

    /// <summary>The connection to use instead of this runspace's own.</summary>
    [Parameter]
    public FeishuHireConnection? Connection { get; set; }

    /// <summary>What the rows are.</summary>
    private protected virtual BgCheckDeliveryKind Kind => BgCheckDeliveryKind.Progress;

    /// <summary>Whether nothing is sent, and the ledger settled by what Feishu shows.</summary>
    internal virtual bool SettlesOnly => false;

    /// <summary>The zone of times without an offset, as the user gave it; null where the cmdlet has none.</summary>
    private protected virtual object? GivenZone => null;

    /// <summary>Whether the command line alone makes a row.</summary>
    private protected bool HasTypedRow => _typed!.Count > 0;

    /// <summary>Whether only the rules run (-WhatIf).</summary>
    private protected bool IsRehearsal => _pump!.IsRehearsal;

    private DeliveryOptions Options(bool isRehearsal) => AddTo(new DeliveryOptions
    {
        MaxDuration = Duration(MaxDuration, nameof(MaxDuration)),
        AcceptedIds = AcceptId ?? [],
        DryRun = isRehearsal,
        SettleOnly = SettlesOnly,
    });

    /// <summary>Adds what the cmdlet's own parameters say.</summary>
    /// <param name="options">What all have in common.</param>
    private protected virtual DeliveryOptions AddTo(DeliveryOptions options) => options;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _typed = TypedFields.Of(MyInvocation.BoundParameters);
        FeishuHireConnection? connection = MyInvocation.BoundParameters.ContainsKey(nameof(Connection)) ? Connection : RunspaceConnections.Current;
        _intake = new RowIntake(Kind, TimeOptions(connection), GivenZone is not null, _typed);

        bool rehearsal = AsksWhatIf();
        _asks = rehearsal || MayAsk();
        if ((!rehearsal || SettlesOnly) && connection?.Handle is null)
        {
            ThrowFailure(new BgCheckError(ErrorId.NotConnected), connection);
        }

        string runId = Guid.NewGuid().ToString("N");
        string? results = rehearsal ? null : Guard(() => ResultFolder.Resolve(this, ResultPath));
        _pump = Guard(() => DeliveryPump.Start(this, connection, runId, Options(rehearsal), Kind, results, TakeTurn(connection, runId, rehearsal)));
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

    /// <summary>-WhatIf and -Confirm for one update. Where nobody is asked or told, the words for it are not made: they take
    /// longer than a row that the ledger knows.</summary>
    internal bool AsksFor(BgCheckProgress row) => !_asks || ShouldProcess(
        Kind == BgCheckDeliveryKind.Progress
            ? Texts.OfRuns.SayInOrder("ShouldProcessTarget", IdText.Shown(row.BackgroundCheckId), row.StageId)
            : Texts.OfRuns.SayInOrder("ShouldProcessOrder", IdText.Shown(row.BackgroundCheckId)),
        Texts.OfRuns.SayInOrder(SettlesOnly ? "ShouldProcessSettle" : Kind switch
        {
            BgCheckDeliveryKind.Result => "ShouldProcessResult",
            BgCheckDeliveryKind.Cancel => "ShouldProcessCancel",
            _ => "ShouldProcessAction",
        }));

    /// <summary>Takes an object of the pipeline.</summary>
    /// <param name="item">The object, or null.</param>
    private protected virtual void Take(PSObject? item)
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

    /// <summary>Has an order read, whatever rows there are of it.</summary>
    private protected void Name(string orderId, string? tenantKey) => _pump!.Name(orderId, tenantKey);

    /// <summary>A duration given as a parameter; one that cannot be read ends the pipeline.</summary>
    private protected TimeSpan? Duration(object? value, string parameter)
    {
        TimeSpan? span = value is null ? null : DurationArgument.Read(value);
        if (value is not null && span is null)
        {
            ThrowBadParameter(parameter, value, ArgumentKey.Duration);
        }

        return span;
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

    /// <summary>-WhatIf here, or on the script that calls: that reaches a cmdlet as $WhatIfPreference.</summary>
    private bool AsksWhatIf() => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? whatIf)
        ? whatIf is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <summary>Whether ShouldProcess would ask, or say on the verbose stream what is done.</summary>
    private bool MayAsk()
    {
        ConfirmImpact impact = Kind == BgCheckDeliveryKind.Progress ? ConfirmImpact.Medium : ConfirmImpact.High;
        return Is("Confirm", () => Preference<ConfirmImpact>("ConfirmPreference") is not { } asked || (asked != ConfirmImpact.None && asked <= impact))
            || Is("Verbose", () => Preference<ActionPreference>("VerbosePreference") is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore));

        bool Is(string parameter, Func<bool> otherwise) =>
            MyInvocation.BoundParameters.TryGetValue(parameter, out object? value) ? value is SwitchParameter { IsPresent: true } : otherwise();

        T? Preference<T>(string variable)
            where T : struct =>
            LanguagePrimitives.TryConvertTo(GetVariableValue(variable), CultureInfo.InvariantCulture, out T value) ? value : null;
    }

    private TimeCellOptions TimeOptions(FeishuHireConnection? connection)
    {
        TimeZoneInfo zone = ReadZone(GivenZone, "TimeZone") ?? TimeZoneArgument.Default(connection);
        if (Kind != BgCheckDeliveryKind.Cancel)
        {
            WriteVerbose(Texts.OfRuns.SayInOrder("Zone", zone.Id));
        }

        return new TimeCellOptions(zone);
    }
}
