namespace FeishuHire.Text;

/// <summary>Every kind of parameter whose value a cmdlet reads itself: a constant's name is its key in ArgumentTexts.resx.</summary>
internal static class ArgumentKey
{
    /// <summary>The ledger has entries that the backup has not.</summary>
    internal const string BackupOlder = nameof(BackupOlder);

    /// <summary>Something else lies where a backup is to go.</summary>
    internal const string BackupTarget = nameof(BackupTarget);

    /// <summary>A connection was given as well, which has all of this in it.</summary>
    internal const string BesideConnection = nameof(BesideConnection);
    internal const string ColumnMap = nameof(ColumnMap);
    internal const string Culture = nameof(Culture);
    internal const string Delimiter = nameof(Delimiter);
    internal const string Duration = nameof(Duration);
    internal const string Encoding = nameof(Encoding);
    internal const string HeaderRow = nameof(HeaderRow);
    internal const string NotABackup = nameof(NotABackup);
    internal const string OrderMap = nameof(OrderMap);

    /// <summary>A report cannot be written there; the fact Reason says why.</summary>
    internal const string ReportTarget = nameof(ReportTarget);

    /// <summary>A file is there, and -NoClobber was given.</summary>
    internal const string ReportThere = nameof(ReportThere);
    internal const string StageIdFrom = nameof(StageIdFrom);

    /// <summary>What a run came to, as an object or a file.</summary>
    internal const string Summary = nameof(Summary);

    /// <summary>A point in time; the fact Reason says what is wrong with it.</summary>
    internal const string Time = nameof(Time);
    internal const string TimeZone = nameof(TimeZone);
    internal const string Worksheet = nameof(Worksheet);
}
