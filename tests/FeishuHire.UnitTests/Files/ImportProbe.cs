using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;
using FeishuHire.Rules;

namespace FeishuHire.UnitTests.Files;

/// <summary>Imports a file and shows what came, one line an update.</summary>
internal static class ImportProbe
{
    internal static List<BgCheckProgress> Rows(string path, TableOptions? options = null)
    {
        using ProgressFile file = ProgressFile.Open(path, options ?? new TableOptions(), CancellationToken.None);
        return file.Read(CancellationToken.None).ToList();
    }

    /// <summary>The updates as they would be sent: report rows of one stage joined.</summary>
    internal static List<BgCheckProgress> Updates(string path, TableOptions? options = null)
    {
        var updates = new List<BgCheckProgress>();
        foreach (BgCheckProgress row in Rows(path, options))
        {
            if (!updates.Exists(update => ReportJoin.TryJoin(update, row) != JoinOutcome.Different))
            {
                updates.Add(row);
            }
        }

        return updates;
    }

    internal static List<string> Lines(string path, TableOptions? options = null) => Updates(path, options).Select(Line).ToList();

    internal static string Line(BgCheckProgress row) => string.Join('|',
        row.BackgroundCheckId, row.StageId, row.StageName, row.StageEnName, row.StageTime?.UnixMilliseconds, row.Result, row.OperatorRole, row.ReportFile, row.TenantKey);

    /// <summary>Imports bytes; the file is gone afterwards.</summary>
    internal static T FromBytes<T>(byte[] bytes, Func<string, T> use, string extension = ".csv")
    {
        string path = Path.Combine(Path.GetTempPath(), "feishuhire-" + Guid.NewGuid().ToString("N") + extension);
        File.WriteAllBytes(path, bytes);
        try
        {
            return use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static T FromText<T>(string text, Func<string, T> use, string extension = ".csv") => FromBytes(Encoding.UTF8.GetBytes(text), use, extension);
}
