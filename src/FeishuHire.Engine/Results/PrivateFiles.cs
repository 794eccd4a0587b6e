using System.IO;
using System.Runtime.InteropServices;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Results;

/// <summary>Files with names, results and links in them. On Unix they are their owner's only. On Windows they inherit: those
/// who repair rows are let in by the rights of the results' folder, which an administrator sets.</summary>
internal static class PrivateFiles
{
    private static readonly bool IsUnix = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Makes a folder where it is missing, and those above it; one that is there stays as it is.</summary>
    /// <param name="path">The folder.</param>
    internal static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            if (IsUnix)
            {
                UnixFiles.MakeOwnerOnly(path, folder: true);
            }
        }
    }

    /// <summary>Makes a file, and opens it without a buffer; others may read it meanwhile.</summary>
    /// <param name="path">The file, which must not be there.</param>
    internal static FileStream Create(string path)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        try
        {
            if (IsUnix)
            {
                UnixFiles.MakeOwnerOnly(path, folder: false);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
