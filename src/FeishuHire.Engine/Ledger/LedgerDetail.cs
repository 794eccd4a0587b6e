namespace FeishuHire.Engine.Ledger;

/// <summary>What exactly is wrong with a ledger's place or file: the fact Detail of its errors.</summary>
internal static class LedgerDetail
{
    public const string NetworkShare = "network share";
    public const string NotAFullPath = "not a full path";
    public const string NotAPath = "not a path";
    public const string Device = "name of a device";
    public const string NoDrive = "no such drive";
    public const string AlreadyThere = "already exists";
    public const string Contradiction = "NoLedger is set as well";
    public const string Closed = "connection closed";
    public const string NoHome = "no home folder";
    public const string Directory = "directory";
    public const string Empty = "empty file";
    public const string ReadOnly = "read-only";
    public const string NoAccess = "access denied";
    public const string Corrupt = "corrupt";
    public const string NotADatabase = "not a database";
    public const string OtherProgram = "database of another program";
    public const string NoWal = "file system without shared memory";
    public const string NoNativeLibrary = "native library of SQLite not loaded";
    public const string KeyNoAccess = "hash key: access denied";
    public const string BeingRestored = "being restored";
    public const string InUse = "open in a connection";
}
