using System;
using System.Globalization;
using System.IO;
using System.Security;
using System.Xml;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Files;

/// <summary>Failures of files by name.</summary>
internal static class FileErrors
{
    // Windows: sharing violation, lock violation. Unix: the advisory lock of another process (EAGAIN of Linux, of macOS).
    private static readonly int[] BusyCodes = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    /// <summary>A failure of a file, or of one of its rows.</summary>
    /// <param name="id">The error id.</param>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong.</param>
    /// <param name="row">The row as the user sees it, or 0.</param>
    /// <param name="inner">The failure underneath.</param>
    internal static FeishuHireException Make(string id, string path, FileFault? fault = null, long row = 0, Exception? inner = null) =>
        new(Describe(id, path, fault, row), inner);

    /// <summary>The same as data.</summary>
    internal static BgCheckError Describe(string id, string path, FileFault? fault = null, long row = 0)
    {
        BgCheckError error = new BgCheckError(id).With("File", path);
        if (row > 0)
        {
            error = error.With("Row", row.ToString(CultureInfo.InvariantCulture));
        }

        if (fault is not null)
        {
            foreach ((string name, object? value) in fault.Facts)
            {
                error = error.With(name, Convert.ToString(value, CultureInfo.InvariantCulture));
            }

            error = error.With("Fault", fault.Key).With("Detail", Texts.OfFiles.Say(fault.Key, fault.Facts));
        }

        return error;
    }

    /// <summary>The name of a failure to open a file; null where it is no such failure.</summary>
    internal static FeishuHireException? FromOpening(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => Make(ErrorId.FileNotFound, path, null, 0, exception),
        UnauthorizedAccessException or SecurityException => Make(ErrorId.FileUnreadable, path, new FileFault(IsDirectory(path) ? FileFaultKey.IsDirectory : FileFaultKey.AccessDenied), 0, exception),
        IOException when IsHeld(exception) => Make(ErrorId.FileBusy, path, new FileFault(FileFaultKey.InUse), 0, exception),
        IOException or ArgumentException or NotSupportedException => Make(ErrorId.FileUnreadable, path, new FileFault(FileFaultKey.System, "Reason", exception.Message), 0, exception),
        _ => null,
    };

    /// <summary>Whether another program holds the file: trying again later may do.</summary>
    internal static bool IsHeld(Exception exception) => exception is IOException && Array.IndexOf(BusyCodes, exception.HResult) >= 0;

    /// <summary>Whether an exception of the framework's readers means that the file's content is damaged. What only a mistake
    /// of ours throws (a null reference, an index out of range, a wrong cast) is not among them.</summary>
    internal static bool IsDamage(Exception exception) => exception is InvalidDataException or XmlException or IOException
        or FormatException or NotSupportedException or ArgumentException or OverflowException or InvalidOperationException
        or OutOfMemoryException; // of one absurd length that a damaged file announces

    private static bool IsDirectory(string path)
    {
        try
        {
            return Directory.Exists(path);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
