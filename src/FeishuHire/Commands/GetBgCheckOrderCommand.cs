using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using FeishuHire.Completion;
using FeishuHire.Errors;
using FeishuHire.Orders;
using FeishuHire.Rows;
using FeishuHire.Rules;
using FeishuHire.Values;

namespace FeishuHire.Commands;

/// <summary>Asks Feishu which orders there are and what it shows of them: status, stages, reports.</summary>
[Cmdlet(
    VerbsCommon.Get,
    "BgCheckOrder",
    DefaultParameterSetName = Filter,
    HelpUri = HelpPages.Root + "Get-BgCheckOrder.md")]
[OutputType(typeof(BgCheckOrder))]
public sealed class GetBgCheckOrderCommand : FeishuHireCmdlet
{
    private const string Filter = "Filter";
    private const string Id = "Id";

    private readonly HashSet<(string Id, string? Tenant)> _asked = [];
    private readonly Dictionary<string, List<string>> _waiting = new(StringComparer.Ordinal);
    private FeishuHireConnection? _connection;

    /// <summary>The orders to read.</summary>
    [Parameter(
        ParameterSetName = Id,
        Mandatory = true,
        Position = 0,
        ValueFromPipelineByPropertyName = true)]
    [Alias("background_check_id", "背调ID")]
    [ArgumentCompleter(typeof(LedgerIdCompleter))]
    public string[] BackgroundCheckId { get; set; } = [];

    /// <summary>Orders that were made at or after this time.</summary>
    [Parameter(ParameterSetName = Filter)]
    public object? CreatedSince { get; set; }

    /// <summary>Orders that were made up to this time.</summary>
    [Parameter(ParameterSetName = Filter)]
    public object? CreatedUntil { get; set; }

    /// <summary>Orders that changed at or after this time.</summary>
    [Parameter(ParameterSetName = Filter)]
    public object? UpdatedSince { get; set; }

    /// <summary>Orders that last changed up to this time.</summary>
    [Parameter(ParameterSetName = Filter)]
    public object? UpdatedUntil { get; set; }

    /// <summary>Orders that stand so.</summary>
    [Parameter(ParameterSetName = Filter)]
    [ValidateSet("Arranged", "Completed", "Terminated", "Approving", "ApprovalWithdrawn", "Approved", "ApprovalRejected")]
    public string? Status { get; set; }

    /// <summary>The time zone of times without an offset: a TimeZoneInfo, a Windows or IANA name, or an offset like +08:00.</summary>
    [Parameter(ParameterSetName = Filter)]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public object? TimeZone { get; set; }

    /// <summary>The tenant whose orders they are, where a store app's connection does not name it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("tenant_key")]
    public string? TenantKey { get; set; }

    /// <summary>Also reads what is personal: conclusion, results, candidate, contact, the form's own fields, remark, links.</summary>
    [Parameter]
    public SwitchParameter IncludePersonalData { get; set; }

    /// <summary>The connection to ask, instead of this runspace's own.</summary>
    [Parameter]
    public FeishuHireConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _connection = MyInvocation.BoundParameters.ContainsKey(nameof(Connection)) ? Connection : RunspaceConnections.Current;
        if (_connection?.Handle is null)
        {
            ThrowFailure(new BgCheckError(ErrorId.NotConnected), _connection);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != Id)
        {
            // An object without an id is no wish for every order there is.
            if (MyInvocation.ExpectingInput)
            {
                WriteFailure(IdMissing, null);
                return;
            }

            ReadAll();
            return;
        }

        string? tenant = OrderBridge.FixesTenant(_connection!) || string.IsNullOrWhiteSpace(TenantKey) ? null : TenantKey!.Trim();
        foreach (string given in BackgroundCheckId)
        {
            string id = IdCell.Read(given) ?? string.Empty;
            if (Unreadable(id) is BgCheckError error)
            {
                WriteFailure(error, given);
            }
            else if (_asked.Add((id, tenant)))
            {
                Wait(id, tenant);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (KeyValuePair<string, List<string>> tenant in _waiting)
        {
            ReadSome(tenant.Value, tenant.Key.Length == 0 ? null : tenant.Key);
        }
    }

    // An id that only looks rounded is asked for: that is how to find out.
    private static BgCheckError? Unreadable(string id) =>
        id.Length == 0 ? IdMissing
        : IdCell.CheckOrderId(id) is BgCheckViolation violation && !(violation.ErrorId == ErrorId.DamagedId && id.All(c => c is >= '0' and <= '9'))
            ? Error(violation.ErrorId, violation)
            : null;

    private static BgCheckError IdMissing => new(ErrorId.MissingField)
    {
        Violations = [RowRules.Missing(ProgressField.BackgroundCheckId)],
    };

    private static BgCheckError Error(string id, BgCheckViolation violation) => new(id) { Violations = [violation] };

    private void Wait(string id, string? tenant)
    {
        string key = tenant ?? string.Empty;
        if (!_waiting.TryGetValue(key, out List<string>? ids))
        {
            _waiting[key] = ids = new List<string>(OrderBridge.MostIds);
        }

        ids.Add(id);
        if (ids.Count == OrderBridge.MostIds)
        {
            ReadSome(ids, tenant);
            ids.Clear();
        }
    }

    private void ReadSome(List<string> ids, string? tenant)
    {
        if (ids.Count == 0)
        {
            return;
        }

        (IReadOnlyList<BgCheckOrder> orders, BgCheckError? error) =
            Await(stop => OrderBridge.ReadAsync(_connection!, ids, tenant, IncludePersonalData, stop));
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (BgCheckOrder order in orders)
        {
            shown.Add(order.BackgroundCheckId);
            WriteObject(order);
        }

        if (error is not null)
        {
            Fail(error, tenant);
            return;
        }

        foreach (string id in ids)
        {
            if (!shown.Contains(id))
            {
                WriteFailure(new BgCheckError(ErrorId.OrderNotFound), id);
            }
        }
    }

    private void ReadAll()
    {
        var times = new TimeCellOptions(ReadZone(TimeZone, nameof(TimeZone)) ?? TimeZoneArgument.Default(_connection));
        var filter = new OrderFilter
        {
            CreatedSince = ReadTime(CreatedSince, nameof(CreatedSince), times),
            CreatedUntil = ReadTime(CreatedUntil, nameof(CreatedUntil), times),
            UpdatedSince = ReadTime(UpdatedSince, nameof(UpdatedSince), times),
            UpdatedUntil = ReadTime(UpdatedUntil, nameof(UpdatedUntil), times),
            Status = Enum.TryParse(Status, ignoreCase: true, out BgCheckOrderStatus status) ? status : null,
        };
        BgCheckError? error = null;
        try
        {
            error = OrderBridge.Query(_connection!, filter, TenantKey, IncludePersonalData, WriteObject, StopToken);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (error is not null)
        {
            ThrowFailure(error, null);
        }
    }

    // What no later order can escape ends the command; another tenant's orders can.
    private void Fail(BgCheckError error, string? tenant)
    {
        ErrorScope scope = ErrorCatalogue.Get(error.Id).Scope;
        if (scope == ErrorScope.Run || (scope == ErrorScope.Tenant && tenant is null))
        {
            ThrowFailure(error, tenant);
        }

        WriteFailure(error, tenant);
    }
}
