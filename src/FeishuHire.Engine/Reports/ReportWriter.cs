using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security;
using System.Text;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Ledger;
using FeishuHire.Engine.Results;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Reports;

/// <summary>Makes a report and writes it whole, or not at all: it may stand where others look at it all day.</summary>
public static class ReportWriter
{
    /// <summary>Writes a report over what is there.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="runs">Reads runs that began at or after a time, the latest first.</param>
    /// <param name="request">What beside it.</param>
    /// <param name="path">A full path, in a folder that is there.</param>
    /// <param name="force">Whether a file that is read-only is replaced too.</param>
    /// <exception cref="FeishuHireException">InvalidField: it cannot be written there. LedgerBusy or LedgerUnusable.</exception>
    public static void Write(ILedgerRecords ledger, Func<long, IReadOnlyList<RunRecord>> runs, ReportRequest request, string path, bool force)
    {
        string page = Make(ledger, runs, request);
        string temporary = path + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".new";
        try
        {
            if (Directory.Exists(path))
            {
                throw Bad(path, LedgerDetail.Directory);
            }

            var old = new FileInfo(path);
            if (old.Exists && old.IsReadOnly)
            {
                old.IsReadOnly = force ? false : throw Bad(path, LedgerDetail.ReadOnly);
            }

            byte[] bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(page);
            using (FileStream file = FileSecurity.CreateFile(temporary, FileReaders.AsTheFolder, FileShare.None))
            {
                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
            }

            if (old.Exists)
            {
                File.Replace(temporary, path, null);
            }
            else
            {
                File.Move(temporary, path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            TryDelete(temporary);
            throw new FeishuHireException(ErrorOf(path, failure), failure);
        }
    }

    /// <summary>The page itself.</summary>
    internal static string Make(ILedgerRecords ledger, Func<long, IReadOnlyList<RunRecord>> runs, ReportRequest request)
    {
        var times = new ReportTimes(request.Zone, request.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return ReportPage.Write(ReportData.Collect(ledger, runs, request, times), request, times);
    }

    private static BgCheckError ErrorOf(string path, Exception failure)
    {
        string word = ResultErrors.From(failure, path)?.Error.Facts["Detail"] ?? failure.GetType().Name;
        return Describe(path, word);
    }

    private static FeishuHireException Bad(string path, string word) => new(Describe(path, word));

    private static BgCheckError Describe(string path, string word) =>
        ArgumentErrors.Bad("Path", path, ArgumentKey.ReportTarget, ("Reason", FactWords.Say(word, CultureInfo.CurrentUICulture)));

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The failure before it is told.
        }
    }
}
