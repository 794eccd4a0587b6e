using System.IO;

namespace FeishuHire.Engine.Files;

/// <summary>Reading as many bytes as there are, which one call of Stream.Read does not promise.</summary>
internal static class FileBytes
{
    /// <summary>Fills the buffer from the stream.</summary>
    /// <returns>Bytes read; fewer than asked for only at the end.</returns>
    internal static int Fill(Stream stream, byte[] buffer)
    {
        int total = 0;
        int read;
        while (total < buffer.Length && (read = stream.Read(buffer, total, buffer.Length - total)) > 0)
        {
            total += read;
        }

        return total;
    }
}
