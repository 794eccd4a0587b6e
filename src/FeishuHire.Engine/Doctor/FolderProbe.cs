using System;
using System.IO;
using FeishuHire.Engine.Files;
using FeishuHire.Engine.Results;

namespace FeishuHire.Engine.Doctor;

/// <summary>Whether files can be written to a folder, or the folder be made: tried with a file that is gone again.</summary>
internal static class FolderProbe
{
    /// <summary>Tries it.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>Whether the folder is there; else it was tried in the nearest one above it.</returns>
    /// <exception cref="FeishuHireException">ResultPathUnusable.</exception>
    internal static bool Try(string path)
    {
        try
        {
            string? place = path;
            while (!string.IsNullOrEmpty(place) && !Directory.Exists(place))
            {
                if (File.Exists(place))
                {
                    throw ResultErrors.Unusable(path, ResultErrors.IsFile);
                }

                place = Path.GetDirectoryName(place);
            }

            if (string.IsNullOrEmpty(place))
            {
                throw ResultErrors.Unusable(path, nameof(DirectoryNotFoundException));
            }

            string file = Path.Combine(place!, "feishuhire-" + Guid.NewGuid().ToString("N") + ".tmp");
            FileSecurity.CreateFile(file, FileReaders.AsTheFolder, FileShare.None).Dispose();
            File.Delete(file);
            return place!.Length == path.Length;
        }
        catch (Exception failure) when (ResultErrors.From(failure, path) is not null)
        {
            throw ResultErrors.From(failure, path)!;
        }
    }
}
