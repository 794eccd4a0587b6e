using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Files.Import;
using Xunit;

namespace FeishuHire.UnitTests.Files;

/// <summary>Damaged bytes of every kind: the import ends, within bounded memory, with rows or with an error of ours. The
/// number of cases is small here; FEISHUHIRE_FUZZ_CASES sets another.</summary>
public sealed class FileFuzzTests
{
    private const long MostBytes = 96L << 20;

    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("FEISHUHIRE_FUZZ_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 400;

    [Theory]
    [InlineData("updates-utf8.csv", 1)]
    [InlineData("updates-gb18030.csv", 2)]
    [InlineData("updates.xls", 3)]
    [InlineData("updates.xlsx", 4)]
    public void MutatedFilesEndByName(string name, int seed)
    {
        byte[] whole = File.ReadAllBytes(TestFiles.Example(name));
        Run(seed, random => Mutate(whole, random));
    }

    [Theory]
    [InlineData("calc-errors.xls", 10)]
    [InlineData("calc-errors-long.xls", 11)]
    public void MutatedOldWorkbooksWithErrorsEndByName(string name, int seed)
    {
        byte[] whole = File.ReadAllBytes(TestFiles.Data(name));
        Run(seed, random => Mutate(whole, random));
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", 5)]
    [InlineData("xl/sharedStrings.xml", 6)]
    [InlineData("xl/styles.xml", 7)]
    [InlineData("xl/workbook.xml", 8)]
    [InlineData("xl/_rels/workbook.xml.rels", 9)]
    public void MutatedPartsOfAWorkbookEndByName(string part, int seed)
    {
        Dictionary<string, byte[]> parts = Unzip(File.ReadAllBytes(TestFiles.Example("updates.xlsx")));
        Run(seed, random => Zip(parts, part, Mutate(parts[part], random)));
    }

    private static void Run(int seed, Func<Random, byte[]> make)
    {
        var random = new Random(seed);
        string path = Path.Combine(Path.GetTempPath(), "feishuhire-fuzz-" + Guid.NewGuid().ToString("N"));
        try
        {
            for (int i = 0; i < Cases; i++)
            {
                File.WriteAllBytes(path, make(random));
                long before = GC.GetAllocatedBytesForCurrentThread();
                string? failure = Import(path);
                Assert.True(failure is null, $"seed {seed}, case {i}: {failure}");
                long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(bytes < MostBytes, $"seed {seed}, case {i}: {bytes} bytes");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? Import(string path)
    {
        // A guard against hanging, far beyond what a case needs.
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            using ProgressFile file = ProgressFile.Open(path, new TableOptions(), guard.Token);
            _ = file.Read(guard.Token).Count();
            return null;
        }
        catch (FeishuHireException failure)
        {
            // Such an exception below is a mistake of ours, and no damage.
            return failure.InnerException is NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException
                ? failure.InnerException.ToString()
                : null;
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    /// <summary>A few flips, cuts, copies and insertions of bytes that mean something to the formats.</summary>
    private static byte[] Mutate(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int n = random.Next(1, 8); n > 0 && bytes.Count > 0; n--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 64), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 4:
                    bytes.InsertRange(at, "\"<>&,;\t\r\n\0/'=E9"u8.ToArray().OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToArray());
                    break;
                default:
                    if (random.Next(4) == 0)
                    {
                        bytes.RemoveRange(at, bytes.Count - at);
                    }

                    break;
            }
        }

        return [.. bytes];
    }

    private static Dictionary<string, byte[]> Unzip(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using Stream part = entry.Open();
            using var bytes = new MemoryStream();
            part.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static byte[] Zip(Dictionary<string, byte[]> parts, string changed, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (KeyValuePair<string, byte[]> part in parts)
            {
                using Stream entry = zip.CreateEntry(part.Key, CompressionLevel.NoCompression).Open();
                entry.Write(part.Key == changed ? content : part.Value);
            }
        }

        return bytes.ToArray();
    }
}
