using System;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.Completion;
using FeishuHire.Errors;
using FeishuHire.Files;
using FeishuHire.Ledger;
using FeishuHire.Values;

namespace FeishuHire;

/// <summary>What the cmdlets of the ledger share: which ledger, and times as a user gives them.</summary>
public abstract class LedgerCmdlet : FeishuHireCmdlet
{
    private LedgerSession? _desk;

    /// <summary>A ledger's file; else the connection's ledger, else FEISHU_LEDGER_PATH, else the default place.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>The connection whose ledger it is, instead of this runspace's own.</summary>
    [Parameter]
    public FeishuHireConnection? Connection { get; set; }

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    /// <summary>How times are read.</summary>
    protected private TimeCellOptions Times { get; private set; } = TimeCellOptions.Default;

    /// <summary>The open ledger.</summary>
    protected private LedgerSession Desk => _desk!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ReadZone(TimeZone, nameof(TimeZone)) is TimeZoneInfo zone)
        {
            Times = new TimeCellOptions(zone);
        }

        string? path = PlaceOf(PlacePath.Ledger, LedgerPath);
        FeishuHireConnection? connection = Connection ?? RunspaceConnections.Current;
        _desk = Await(_ => Task.FromResult(LedgerSession.Open(connection, path)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _desk?.Dispose();
        }
    }

    /// <summary>The status of a name that the binder has checked.</summary>
    protected private static BgCheckDeliveryStatus StatusOf(string name) =>
        Enum.TryParse(name, ignoreCase: true, out BgCheckDeliveryStatus status) ? status : default;

    /// <summary>Reads a time given as a parameter; one that cannot be read ends the pipeline.</summary>
    protected private long? ReadTime(object? value, string parameter) => ReadTime(value, parameter, Times);

    /// <summary>Ends the pipeline unless it is known which realm to write to: a baseline in the wrong one would be none.</summary>
    protected private void RequireRealm()
    {
        if (Desk.Realm is null)
        {
            ThrowFailure(new BgCheckError(ErrorId.NotConnected), null);
        }
    }
}
