using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Results;

/// <summary>summary.json: what a run came to, for a scheduler's script.</summary>
internal static class SummaryFile
{
    // Chinese in a path stays readable.
    private static readonly SummaryJson Json = new(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private const int Longest = 1024 * 1024;

    /// <summary>Reads one, of this version or an earlier one.</summary>
    /// <param name="path">The file, a full path.</param>
    /// <returns>The summary; null where the file is none.</returns>
    /// <exception cref="FeishuHireException">FileNotFound, FileUnreadable or FileBusy.</exception>
    internal static BgCheckRunSummary? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > Longest)
            {
                return null;
            }

            return JsonSerializer.Deserialize(file, Json.BgCheckRunSummary) is { End.Length: > 0 } summary ? summary : null;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            return null;
        }
        catch (Exception failure) when (FileErrors.FromOpening(path, failure) is not null)
        {
            throw FileErrors.FromOpening(path, failure)!;
        }
    }

    /// <summary>Writes it, over what stands there.</summary>
    internal static void Write(string path, BgCheckRunSummary summary)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(summary, Json.BgCheckRunSummary);
        using FileStream file = File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 1)
            : FileSecurity.CreateFile(path, FileReaders.AsTheFolder, FileShare.Read);
        file.Write(json, 0, json.Length);
        file.SetLength(json.Length);
    }
}

/// <summary>How it is written, decided at compile time.</summary>
[JsonSerializable(typeof(BgCheckRunSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
