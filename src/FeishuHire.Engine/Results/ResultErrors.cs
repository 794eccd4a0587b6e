using System;
using System.IO;
using System.Security;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Results;

/// <summary>Failures of the result folder by name.</summary>
internal static class ResultErrors
{
    /// <summary>The word for a full disk.</summary>
    internal const string DiskFull = "disk full";

    /// <summary>The word for a file where the folder should be.</summary>
    internal const string IsFile = "file";

    // Windows: disk full, handle disk full. Unix: ENOSPC; EDQUOT of Linux and of macOS.
    private static readonly int[] FullCodes = [unchecked((int)0x80070070), unchecked((int)0x80070027), 28, 122, 69];

    internal static FeishuHireException Unusable(string path, string detail, Exception? inner = null) =>
        new(new BgCheckError(ErrorId.ResultPathUnusable).With("Path", path).With("Detail", detail), inner);

    /// <summary>What a failure of the file system means; null for what is none.</summary>
    internal static FeishuHireException? From(Exception failure, string path) => failure switch
    {
        UnauthorizedAccessException or SecurityException => Unusable(path, LedgerDetail.NoAccess, failure),
        IOException when Array.IndexOf(FullCodes, failure.HResult) >= 0 => Unusable(path, DiskFull, failure),
        IOException when IsFileInTheWay(path) => Unusable(path, IsFile, failure),
        DirectoryNotFoundException or PathTooLongException => Unusable(path, failure.GetType().Name, failure),
        IOException => Unusable(path, nameof(IOException), failure),
        ArgumentException or NotSupportedException => Unusable(path, LedgerDetail.NotAPath, failure),
        _ => null,
    };

    // The folder, or one above it. Systems differ in what they say then.
    private static bool IsFileInTheWay(string path)
    {
        for (string? place = path; !string.IsNullOrEmpty(place); place = Path.GetDirectoryName(place))
        {
            if (File.Exists(place))
            {
                return true;
            }
        }

        return false;
    }
}
