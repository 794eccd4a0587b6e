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
