using System;
using System.Management.Automation;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Delivery;

/// <summary>Where -ResultPath points: relative to the shell's location, which is not the process's.</summary>
internal static class ResultFolder
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path; null where none is asked for.</summary>
    /// <exception cref="FeishuHireException">ResultPathUnusable: no place of the file system.</exception>
    internal static string? Resolve(PSCmdlet cmdlet, string? path)
    {
        if (path is null)
        {
            return null;
        }

        Exception? reason = null;
        try
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == FileSystem)
            {
                return full;
            }
        }
        catch (Exception failure) when (failure is SessionStateException or ArgumentException or NotSupportedException)
        {
            reason = failure;
        }

        throw new FeishuHireException(new BgCheckError(ErrorId.ResultPathUnusable).With("Path", path).With("Detail", LedgerDetail.NotAPath), reason);
    }
}
