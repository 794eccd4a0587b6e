using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace FeishuHire.Pack;

/// <summary>The files of the module: those that the list names, which must be those that are there.</summary>
/// <param name="Folder">The laid-out module.</param>
/// <param name="Names">Relative, with slashes, in ordinal order.</param>
internal sealed record ModuleFiles(string Folder, IReadOnlyList<string> Names)
{
    /// <summary>Holds the list against the folder.</summary>
    /// <param name="folder">The laid-out module.</param>
    /// <param name="list">A file a line; lines with # are comments.</param>
    /// <exception cref="InvalidDataException">A file is missing, or one is there that is not listed.</exception>
    public static ModuleFiles Read(string folder, string list)
    {
        string[] listed = [.. File.ReadLines(list).Where(line => line.Length > 0 && !line.StartsWith('#')).Order(StringComparer.Ordinal)];
        string[] there = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))];
        string[] faults =
        [
            .. listed.Except(there, StringComparer.Ordinal).Select(file => $"{file} is listed and was not built"),
            .. there.Except(listed, StringComparer.Ordinal).Select(file => $"{file} was built and is not listed"),
        ];

        return faults.Length == 0 ? new ModuleFiles(folder, listed) : throw new InvalidDataException(string.Join("; ", faults));
    }
}
