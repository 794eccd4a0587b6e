using System;
using System.Collections.Generic;

namespace FeishuHire.Errors;

/// <summary>Every error of the module: category, reach, and whether it holds its order. The texts lie in ErrorTexts.resx.</summary>
public static class ErrorCatalogue
{
    private static readonly Dictionary<string, ErrorEntry> Entries = Build();

    /// <summary>All entries, in the order of the documentation.</summary>
    public static IReadOnlyCollection<ErrorEntry> All => Entries.Values;

    /// <summary>The entry of an id.</summary>
    /// <param name="id">One of <see cref="ErrorId"/>.</param>
    /// <exception cref="ArgumentException">There is no such id: a bug of this module.</exception>
    public static ErrorEntry Get(string id) =>
        Entries.TryGetValue(id, out ErrorEntry? entry) ? entry : throw new ArgumentException("No error id " + id, nameof(id));

    private static Dictionary<string, ErrorEntry> Build()
    {
        var all = new Dictionary<string, ErrorEntry>(StringComparer.Ordinal);

        // What can never be saved does not hold: waiting would keep the order's other stages back for nothing.
        Row(ErrorId.OrderStatusAbnormal, "InvalidOperation", holds: false);
        Row(ErrorId.OrderNotFound, "ObjectNotFound");
        Row(ErrorId.OrderBeingApproved, "InvalidOperation");
        Row(ErrorId.SystemError, "ResourceUnavailable");
        Row(ErrorId.InvalidRequest, "InvalidArgument");
        Tenant(ErrorId.RateLimited, "LimitsExceeded");
        Tenant(ErrorId.QuotaExhausted, "QuotaExceeded");
        Tenant(ErrorId.TokenRejected, "AuthenticationError");
        Tenant(ErrorId.ScopeMissing, "PermissionDenied");
        Tenant(ErrorId.IpNotAllowed, "PermissionDenied");
        Tenant(ErrorId.AppUnavailable, "PermissionDenied");
        Run(ErrorId.CredentialRejected, "AuthenticationError");
        Run(ErrorId.AppTicketInvalid, "AuthenticationError");
        Row(ErrorId.ApiError, "InvalidResult");

        Row(ErrorId.ConnectionFailed, "ConnectionError");
        Run(ErrorId.ProxyRefused, "ConnectionError");
        Run(ErrorId.ProxyInvalid, "ConnectionError");
        Row(ErrorId.OutcomeUnknown, "OperationTimeout");
        Row(ErrorId.UnreadableAnswer, "ProtocolError");
        Run(ErrorId.ServiceUnavailable, "ResourceUnavailable");

        Tenant(ErrorId.RefusedThroughout, "InvalidOperation");
        Row(ErrorId.TenantStopped, "OperationStopped");
        Row(ErrorId.TenantMissing, "InvalidData");
        Row(ErrorId.TenantConflict, "InvalidData");

        Run(ErrorId.NotConnected, "ConnectionError");
        Run(ErrorId.CredentialMissing, "InvalidArgument");
        Run(ErrorId.BaseUriNotAllowed, "InvalidArgument");
        Run(ErrorId.SandboxNotRunning, "ConnectionError");

        Row(ErrorId.MissingField, "InvalidData");
        Row(ErrorId.InvalidField, "InvalidData");
        Row(ErrorId.DamagedId, "InvalidData");
        Row(ErrorId.StageTimeUnreadable, "InvalidData");
        Row(ErrorId.StageTimeInFuture, "InvalidData");
        Row(ErrorId.ResultWithoutReport, "InvalidData");
        Row(ErrorId.ReportUrlInvalid, "InvalidData");

        Row(ErrorId.StageTimeNotIncreasing, "InvalidData", holds: false);

        // These two hold all the same where the row is later than the last delivered stage: there a mistyped id can be mended.
        Row(ErrorId.DuplicateStageId, "InvalidData", holds: false);
        Row(ErrorId.StageChanged, "InvalidData", holds: false);
        Row(ErrorId.OrderHeld, "OperationStopped");

        Row(ErrorId.ColumnsNotFound, "InvalidData", holds: false);
        Row(ErrorId.ColumnDuplicated, "InvalidData", holds: false);
        Row(ErrorId.FileNotFound, "ObjectNotFound", holds: false);
        Row(ErrorId.FileUnreadable, "ReadError", holds: false);
        Row(ErrorId.FileBusy, "ReadError", holds: false);
        Row(ErrorId.FileFormatNotSupported, "InvalidData", holds: false);
        Row(ErrorId.RowUnreadable, "InvalidData");

        Run(ErrorId.LedgerNotFound, "OpenError");
        Run(ErrorId.LedgerPathNotAllowed, "OpenError");
        Run(ErrorId.LedgerUnusable, "OpenError");
        Run(ErrorId.LedgerNewer, "OpenError");
        Run(ErrorId.LedgerBusy, "ResourceBusy");
        Run(ErrorId.LedgerFull, "WriteError");
        Run(ErrorId.AnotherRunActive, "ResourceBusy");
        Run(ErrorId.ResultPathUnusable, "OpenError");
        return all;

        void Row(string id, string category, bool holds = true) => all.Add(id, new(id, category, ErrorScope.Row, holds));
        void Tenant(string id, string category) => all.Add(id, new(id, category, ErrorScope.Tenant, Holds: true));
        void Run(string id, string category) => all.Add(id, new(id, category, ErrorScope.Run, Holds: true));
    }
}
