using System.Management.Automation;
using FeishuHire.Errors;
using FeishuHire.Files;

namespace FeishuHire.Delivery;

/// <summary>Where -ResultPath points.</summary>
internal static class ResultFolder
{
    /// <summary>The full path; null where none is asked for.</summary>
    /// <exception cref="FeishuHireException">ResultPathUnusable: no place of the file system.</exception>
    internal static string? Resolve(PSCmdlet cmdlet, string? path) =>
        path is null ? null : PlacePath.Resolve(cmdlet, path, detail => new BgCheckError(ErrorId.ResultPathUnusable).With("Path", path).With("Detail", detail));
}
