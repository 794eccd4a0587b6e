using System;
using System.IO;
using System.Security;
using System.Text;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>The app ticket of a store app: given once, or kept in a file that somebody else renews.</summary>
internal sealed class AppTicket
{
    private const int LongestFile = 64 * 1024;

    private readonly string? _path;
    private readonly object _gate = new();
    private SecureString? _known;

    internal AppTicket(SecureString? given, string? path)
    {
        _path = path;
        _known = given;
    }

    /// <summary>Whether reading again may give another ticket.</summary>
    internal bool CanChange => _path is not null;

    /// <summary>The ticket as it is now. A file that cannot be read at the moment leaves the one read before.</summary>
    /// <exception cref="FeishuHireException">FileNotFound, FileUnreadable, or CredentialMissing for an empty file.</exception>
    internal SecureString Read()
    {
        lock (_gate)
        {
            if (_path is null)
            {
                return _known!;
            }

            try
            {
                _known = ReadFile(_path) ?? _known;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or SecurityException)
            {
                if (_known is null)
                {
                    bool missing = failure is FileNotFoundException or DirectoryNotFoundException;
                    throw new FeishuHireException(
                        new BgCheckError(missing ? ErrorId.FileNotFound : ErrorId.FileUnreadable).With("File", _path).With("Detail", failure.GetType().Name),
                        failure);
                }
            }

            return _known ?? throw new FeishuHireException(new BgCheckError(ErrorId.CredentialMissing).With("Missing", "-AppTicketPath " + _path));
        }
    }

    private static SecureString? ReadFile(string path)
    {
        byte[] bytes;
        int count = 0;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            bytes = new byte[(int)Math.Min(file.Length, LongestFile)];
            int read;
            while (count < bytes.Length && (read = file.Read(bytes, count, bytes.Length - count)) > 0)
            {
                count += read;
            }
        }

        char[] text = Decode(bytes, count);
        try
        {
            ReadOnlySpan<char> ticket = text.AsSpan().Trim("\uFEFF\0 \t\r\n".AsSpan());
            return ticket.IsEmpty ? null : Secret.Conceal(ticket);
        }
        finally
        {
            Array.Clear(bytes, 0, bytes.Length);
            Array.Clear(text, 0, text.Length);
        }
    }

    // Windows PowerShell's > and Out-File write UTF-16.
    private static char[] Decode(byte[] bytes, int count) => count >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE
        ? Encoding.Unicode.GetChars(bytes, 0, count)
        : Encoding.UTF8.GetChars(bytes, 0, count);
}
