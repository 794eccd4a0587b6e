namespace FeishuHire.Errors;

/// <summary>Every error id of the module. An id is its constant's name, its catalogue entry and its texts' key at once;
/// frozen once released.</summary>
public static class ErrorId
{
#pragma warning disable CS1591 // Each id is documented by its catalogue texts.
    // Answers of the API.
    public const string OrderStatusAbnormal = nameof(OrderStatusAbnormal);
    public const string OrderNotFound = nameof(OrderNotFound);
    public const string OrderBeingApproved = nameof(OrderBeingApproved);
    public const string SystemError = nameof(SystemError);
    public const string InvalidRequest = nameof(InvalidRequest);
    public const string RateLimited = nameof(RateLimited);
    public const string QuotaExhausted = nameof(QuotaExhausted);
    public const string TokenRejected = nameof(TokenRejected);
    public const string ScopeMissing = nameof(ScopeMissing);
    public const string IpNotAllowed = nameof(IpNotAllowed);
    public const string AppUnavailable = nameof(AppUnavailable);
    public const string CredentialRejected = nameof(CredentialRejected);
    public const string AppTicketInvalid = nameof(AppTicketInvalid);
    public const string ApiError = nameof(ApiError);

    // The way there and back.
    public const string ConnectionFailed = nameof(ConnectionFailed);
    public const string ProxyRefused = nameof(ProxyRefused);
    public const string ProxyInvalid = nameof(ProxyInvalid);
    public const string OutcomeUnknown = nameof(OutcomeUnknown);
    public const string UnreadableAnswer = nameof(UnreadableAnswer);
    public const string ServiceUnavailable = nameof(ServiceUnavailable);

    // Runs and tenants.
    public const string RefusedThroughout = nameof(RefusedThroughout);
    public const string TenantStopped = nameof(TenantStopped);
    public const string TenantMissing = nameof(TenantMissing);
    public const string TenantConflict = nameof(TenantConflict);

    // Set-up on this machine.
    public const string NotConnected = nameof(NotConnected);
    public const string CredentialMissing = nameof(CredentialMissing);
    public const string BaseUriNotAllowed = nameof(BaseUriNotAllowed);
    public const string SandboxNotRunning = nameof(SandboxNotRunning);

    // One row.
    public const string MissingField = nameof(MissingField);
    public const string InvalidField = nameof(InvalidField);
    public const string DamagedId = nameof(DamagedId);
    public const string StageTimeUnreadable = nameof(StageTimeUnreadable);
    public const string StageTimeInFuture = nameof(StageTimeInFuture);
    public const string ResultWithoutReport = nameof(ResultWithoutReport);
    public const string ReportUrlInvalid = nameof(ReportUrlInvalid);

    // Across rows, files and days.
    public const string StageTimeNotIncreasing = nameof(StageTimeNotIncreasing);
    public const string DuplicateStageId = nameof(DuplicateStageId);
    public const string StageChanged = nameof(StageChanged);
    public const string OrderHeld = nameof(OrderHeld);

    // Files.
    public const string ColumnsNotFound = nameof(ColumnsNotFound);
    public const string ColumnDuplicated = nameof(ColumnDuplicated);
    public const string FileNotFound = nameof(FileNotFound);
    public const string FileUnreadable = nameof(FileUnreadable);
    public const string FileBusy = nameof(FileBusy);
    public const string FileFormatNotSupported = nameof(FileFormatNotSupported);
    public const string RowUnreadable = nameof(RowUnreadable);

    // Ledger and results.
    public const string LedgerNotFound = nameof(LedgerNotFound);
    public const string LedgerPathNotAllowed = nameof(LedgerPathNotAllowed);
    public const string LedgerUnusable = nameof(LedgerUnusable);
    public const string LedgerNewer = nameof(LedgerNewer);
    public const string LedgerBusy = nameof(LedgerBusy);
    public const string LedgerFull = nameof(LedgerFull);
    public const string AnotherRunActive = nameof(AnotherRunActive);
    public const string ResultPathUnusable = nameof(ResultPathUnusable);
#pragma warning restore CS1591
}
