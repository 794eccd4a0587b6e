namespace FeishuHire.Errors;

/// <summary>What can be wrong with a file or with a line of it: the keys of FileTexts, which fill the catalogue's {Detail}.</summary>
public static class FileFaultKey
{
#pragma warning disable CS1591 // Each key is documented by its text.
    // Opening.
    public const string AccessDenied = nameof(AccessDenied);
    public const string ChangedWhileRead = nameof(ChangedWhileRead);
    public const string InUse = nameof(InUse);
    public const string IsDirectory = nameof(IsDirectory);
    public const string System = nameof(System);

    // Kind.
    public const string Binary = nameof(Binary);
    public const string Empty = nameof(Empty);
    public const string Encrypted = nameof(Encrypted);
    public const string NotATable = nameof(NotATable);
    public const string OtherSpreadsheet = nameof(OtherSpreadsheet);
    public const string WebPage = nameof(WebPage);

    // Text.
    public const string CharsetUnknown = nameof(CharsetUnknown);
    public const string CharsetMixed = nameof(CharsetMixed);
    public const string CutOff = nameof(CutOff);

    /// <summary>The file ends within the time of a row.</summary>
    public const string CutOffTime = nameof(CutOffTime);
    public const string QuoteMisplaced = nameof(QuoteMisplaced);
    public const string QuoteNeverClosed = nameof(QuoteNeverClosed);
    public const string QuoteSwallows = nameof(QuoteSwallows);
    public const string RecordTooLong = nameof(RecordTooLong);
    public const string TooManyCells = nameof(TooManyCells);

    // Workbooks.
    public const string CellTooLong = nameof(CellTooLong);
    public const string MergedCells = nameof(MergedCells);
    public const string RowsRepeat = nameof(RowsRepeat);
    public const string Damaged = nameof(Damaged);
    public const string DocumentType = nameof(DocumentType);
    public const string NoSheet = nameof(NoSheet);
    public const string PartMissing = nameof(PartMissing);
    public const string TooManyFormats = nameof(TooManyFormats);
    public const string TooManyParts = nameof(TooManyParts);
    public const string TooManyStrings = nameof(TooManyStrings);
    public const string UnpacksTooLarge = nameof(UnpacksTooLarge);

    // Titles.
    public const string AllTitlesBlank = nameof(AllTitlesBlank);
    public const string ColumnsAlike = nameof(ColumnsAlike);
    public const string ExtraCells = nameof(ExtraCells);
    public const string NearMiss = nameof(NearMiss);

    // Rows.
    public const string NumberAmbiguous = nameof(NumberAmbiguous);
    public const string NumberUnknown = nameof(NumberUnknown);

    // Links of reports.
    public const string LinkNotPdf = nameof(LinkNotPdf);
    public const string LinkPlain = nameof(LinkPlain);
    public const string LinkPrivate = nameof(LinkPrivate);
    public const string LinkSilent = nameof(LinkSilent);
    public const string LinkStatus = nameof(LinkStatus);

    // What an import says.
    public const string BlankRows = nameof(BlankRows);
    public const string PassedOver = nameof(PassedOver);
    public const string NearMissOptional = nameof(NearMissOptional);
    public const string OtherSheet = nameof(OtherSheet);
    public const string TotalRows = nameof(TotalRows);
    public const string NoRows = nameof(NoRows);
    public const string ReadingActivity = nameof(ReadingActivity);
    public const string ReadingSheet = nameof(ReadingSheet);
    public const string ReadingText = nameof(ReadingText);
    public const string SeparatorBar = nameof(SeparatorBar);
    public const string SeparatorComma = nameof(SeparatorComma);
    public const string SeparatorSemicolon = nameof(SeparatorSemicolon);
    public const string SeparatorTab = nameof(SeparatorTab);
    public const string RowsWithoutOrder = nameof(RowsWithoutOrder);
#pragma warning restore CS1591
}
