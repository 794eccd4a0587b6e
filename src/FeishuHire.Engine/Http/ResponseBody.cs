using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>Reads an answer's body up to its very end, so that the connection is free for the next call at once, and no
/// further than a sane answer goes.</summary>
internal static class ResponseBody
{
    /// <summary>The longest answer that is read: 1 MiB, hundreds of times what this API says.</summary>
    internal const int Limit = 1024 * 1024;

    /// <summary>Reads the body; decompression is done by then.</summary>
    /// <exception cref="Exception">Whatever the connection throws when it ends early; the caller calls that cut.</exception>
    internal static async Task<(BodyState State, ReadOnlyMemory<byte> Bytes)> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        long? declared = content.Headers.ContentLength;
        if (declared > Limit)
        {
            return (BodyState.TooLong, default);
        }

        byte[] bytes = new byte[declared is long known ? (int)known + 1 : 2048];
        int count = 0;
        using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
        try
        {
            while (true)
            {
                int read = await stream.ReadAsync(bytes, count, bytes.Length - count, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                count += read;
                if (count > Limit)
                {
                    return (BodyState.TooLong, default);
                }

                if (count == bytes.Length)
                {
                    Array.Resize(ref bytes, Math.Min(bytes.Length * 2, Limit + 1));
                }
            }
        }
        catch (InvalidDataException)
        {
            return (BodyState.Undecodable, default);
        }

        // .NET throws when fewer bytes come than were promised; .NET Framework does not always.
        return count < declared ? (BodyState.Cut, default) : (BodyState.Whole, bytes.AsMemory(0, count));
    }
}
