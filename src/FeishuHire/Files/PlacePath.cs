using System;
using System.Management.Automation;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Files;

/// <summary>The place of one file or folder that a parameter names: relative to the shell's location, which is not the
/// process's, and not looked for.</summary>
internal static class PlacePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>Where -LedgerPath points; null where none is asked for.</summary>
    /// <exception cref="FeishuHireException">LedgerPathNotAllowed: no place of the file system.</exception>
    internal static string? Ledger(PSCmdlet cmdlet, string? path) =>
        string.IsNullOrWhiteSpace(path) ? null : Resolve(cmdlet, path!, detail => LedgerErrors.NotAllowed(path!, detail).Error);

    /// <summary>Where -AppTicketPath points; null where none is asked for.</summary>
    /// <exception cref="FeishuHireException">CredentialMissing: no place of the file system.</exception>
    internal static string? AppTicket(PSCmdlet cmdlet, string? path) =>
        string.IsNullOrWhiteSpace(path) ? null : Resolve(cmdlet, path!, _ => new BgCheckError(ErrorId.CredentialMissing).With("Missing", "-AppTicketPath " + path));

    /// <summary>The full path.</summary>
    /// <param name="cmdlet">Knows the current location.</param>
    /// <param name="path">What the user gave.</param>
    /// <param name="refusal">The error of what is no place of the file system, by one of <see cref="LedgerDetail"/>.</param>
    /// <exception cref="FeishuHireException">The refusal.</exception>
    internal static string Resolve(PSCmdlet cmdlet, string path, Func<string, BgCheckError> refusal)
    {
        Exception? reason = null;
        try
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == FileSystem)
            {
                return full;
            }
        }
        catch (Exception failure) when (failure is SessionStateException or ProviderInvocationException or ArgumentException or NotSupportedException)
        {
            reason = failure;
        }

        throw new FeishuHireException(refusal(reason is DriveNotFoundException ? LedgerDetail.NoDrive : LedgerDetail.NotAPath), reason);
    }
}
