namespace FeishuHire.Text;

/// <summary>Every text of the row rules: a constant's name is its key in RuleTexts.resx.</summary>
internal static class RuleKey
{
    internal const string Missing = nameof(Missing);
    internal const string MissingTyped = nameof(MissingTyped);
    internal const string MissingInReport = nameof(MissingInReport);

    internal const string OrderIdNotDigits = nameof(OrderIdNotDigits);
    internal const string IdTooLong = nameof(IdTooLong);
    internal const string IdDamaged = nameof(IdDamaged);
    internal const string IdEndsInZeros = nameof(IdEndsInZeros);
    internal const string IdIsDate = nameof(IdIsDate);

    internal const string TextGarbled = nameof(TextGarbled);
    internal const string TextControl = nameof(TextControl);
    internal const string TextLineBreak = nameof(TextLineBreak);
    internal const string FormulaError = nameof(FormulaError);
    internal const string CellTooNarrow = nameof(CellTooNarrow);

    internal const string RoleUnknown = nameof(RoleUnknown);
    internal const string UrlTypeUnknown = nameof(UrlTypeUnknown);
    internal const string ColumnConflict = nameof(ColumnConflict);

    internal const string OrderIdOddCharacter = nameof(OrderIdOddCharacter);
    internal const string UrlInvisible = nameof(UrlInvisible);
    internal const string TextDoublyEncoded = nameof(TextDoublyEncoded);
    internal const string FormulaWithoutValue = nameof(FormulaWithoutValue);
    internal const string TimeNotATime = nameof(TimeNotATime);
    internal const string TimeZoneUnknown = nameof(TimeZoneUnknown);
    internal const string TimeWithoutDate = nameof(TimeWithoutDate);
    internal const string TimeSeconds = nameof(TimeSeconds);
    internal const string TimeTooFine = nameof(TimeTooFine);
    internal const string TimeRounded = nameof(TimeRounded);
    internal const string TimeSerial = nameof(TimeSerial);
    internal const string TimeDayOrMonth = nameof(TimeDayOrMonth);
    internal const string TimeTooEarly = nameof(TimeTooEarly);
    internal const string TimeImpossible = nameof(TimeImpossible);
    internal const string TimeSkipped = nameof(TimeSkipped);
    internal const string TimeRepeated = nameof(TimeRepeated);
    internal const string TimeInFuture = nameof(TimeInFuture);

    internal const string ResultWithoutReport = nameof(ResultWithoutReport);
    internal const string ReportsNotJson = nameof(ReportsNotJson);
    internal const string ReportNotUnderstood = nameof(ReportNotUnderstood);
    internal const string UrlNotHttp = nameof(UrlNotHttp);
    internal const string UrlSeveral = nameof(UrlSeveral);
    internal const string UrlWithBlank = nameof(UrlWithBlank);
    internal const string UrlWithUser = nameof(UrlWithUser);

    /// <summary>A script block of the command line failed for this row.</summary>
    public const string ScriptFailed = nameof(ScriptFailed);
}
