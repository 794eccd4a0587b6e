namespace FeishuHire.Engine.Doctor;

/// <summary>The names of the checks, in the order in which they are made. Frozen: scripts ask for them.</summary>
internal static class CheckNames
{
    internal const string PowerShell = nameof(PowerShell);
    internal const string Ledger = nameof(Ledger);
    internal const string LedgerBackup = nameof(LedgerBackup);
    internal const string Results = nameof(Results);
    internal const string Proxy = nameof(Proxy);
    internal const string NameResolution = nameof(NameResolution);
    internal const string Server = nameof(Server);
    internal const string Certificate = nameof(Certificate);
    internal const string Clock = nameof(Clock);
    internal const string Token = nameof(Token);
    internal const string IpAllowList = nameof(IpAllowList);
    internal const string ReadScope = nameof(ReadScope);
    internal const string CallsLeft = nameof(CallsLeft);
}
