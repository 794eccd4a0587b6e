using System;
using System.Collections.Generic;
using System.Management.Automation;
using FeishuHire.Errors;

namespace FeishuHire.Files;

/// <summary>Paths of the shell as paths of the file system.</summary>
internal static class FilePaths
{
    /// <summary>Resolves a path.</summary>
    /// <param name="cmdlet">Knows the current location.</param>
    /// <param name="path">What the user gave.</param>
    /// <param name="isLiteral">Whether brackets and stars are part of names.</param>
    /// <param name="error">Why there is none; null where there is.</param>
    /// <remarks>powershell -File gives a list of paths as one text, a.csv,b.csv: where no file has that name, it is taken apart.</remarks>
    internal static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral, out BgCheckError? error)
    {
        IReadOnlyList<string> found = ResolveOne(cmdlet, path, isLiteral, out error);
        if (error is null || isLiteral || path.Split(',').Length == 1)
        {
            return found;
        }

        var all = new List<string>();
        foreach (string part in path.Split(','))
        {
            all.AddRange(ResolveOne(cmdlet, part.Trim(), isLiteral, out BgCheckError? missing));
            if (missing is not null)
            {
                error = missing;
                return [];
            }
        }

        error = null;
        return all;
    }

    private static IReadOnlyList<string> ResolveOne(PSCmdlet cmdlet, string path, bool isLiteral, out BgCheckError? error)
    {
        error = null;
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> found = isLiteral
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : [.. cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider)];
            if (!string.Equals(provider.Name, "FileSystem", StringComparison.OrdinalIgnoreCase))
            {
                error = NotFound(path);
                return [];
            }

            error = found.Count == 0 ? NotFound(path) : null;
            return found;
        }
        catch (Exception exception) when (exception is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException or ProviderInvocationException or PSArgumentException or WildcardPatternException)
        {
            error = NotFound(path);
            return [];
        }
    }

    private static BgCheckError NotFound(string path) => new BgCheckError(ErrorId.FileNotFound).With("File", path);
}
