using System;
using System.IO;
using System.Runtime.InteropServices;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Ledger;

/// <summary>Where the ledger lies, and who said so.</summary>
/// <param name="Path">The full path of its file.</param>
/// <param name="Named">Whether -LedgerPath or the environment names it; false for the default place.</param>
public sealed record LedgerLocation(string Path, bool Named)
{
    /// <summary>The environment variable that names the ledger.</summary>
    public const string Variable = "FEISHU_LEDGER_PATH";

    /// <summary>How to open it: a named ledger must be there unless a new one is asked for.</summary>
    /// <param name="newLedger">Whether -NewLedger was given.</param>
    public LedgerOpenMode Mode(bool newLedger) =>
        newLedger ? LedgerOpenMode.CreateNew : Named ? LedgerOpenMode.MustExist : LedgerOpenMode.Default;

    /// <summary>Finds the place: the given path, else FEISHU_LEDGER_PATH, else %LOCALAPPDATA%\FeishuHire\ledger.db, which is
    /// $XDG_DATA_HOME/FeishuHire/ledger.db or ~/.local/share/FeishuHire/ledger.db elsewhere.</summary>
    /// <param name="explicitPath">-LedgerPath, already made absolute against the shell's location; or null.</param>
    /// <exception cref="FeishuHireException">LedgerPathNotAllowed: a network share, a device, or no path at all.</exception>
    public static LedgerLocation Resolve(string? explicitPath) =>
        Resolve(explicitPath, Environment.GetEnvironmentVariable, RuntimeInformation.IsOSPlatform(OSPlatform.Windows));

    internal static LedgerLocation Resolve(string? explicitPath, Func<string, string?> environment, bool windows)
    {
        string? named = NullIfBlank(explicitPath) ?? NullIfBlank(environment(Variable));
        string path = named ?? DefaultPath(environment, windows);
        if (!IsFull(path, windows))
        {
            // A scheduled task's working directory is nobody's choice.
            throw LedgerErrors.NotAllowed(path, LedgerDetail.NotAFullPath);
        }

        string full = Normalize(path);
        if (windows && IsDevice(full))
        {
            throw LedgerErrors.NotAllowed(path, LedgerDetail.Device);
        }

        return NetworkDrive.IsOnNetwork(full, windows)
            ? throw LedgerErrors.NotAllowed(full, LedgerDetail.NetworkShare)
            : new LedgerLocation(FollowLink(full), named is not null);
    }

    private static string DefaultPath(Func<string, string?> environment, bool windows)
    {
        string? root;
        if (windows)
        {
            root = NullIfBlank(environment("LOCALAPPDATA")) ?? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Under(root, '\\', "FeishuHire", "ledger.db");
        }

        root = NullIfBlank(environment("XDG_DATA_HOME"));
        if (root is not null && root[0] == '/')
        {
            return Under(root, '/', "FeishuHire", "ledger.db");
        }

        root = NullIfBlank(environment("HOME")) ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Under(root, '/', ".local", "share", "FeishuHire", "ledger.db");
    }

    private static string Under(string root, char separator, params string[] names) =>
        root.Length == 0
            ? throw LedgerErrors.NotAllowed(string.Join(separator.ToString(), names), LedgerDetail.NoHome)
            : root.TrimEnd(separator) + separator + string.Join(separator.ToString(), names);

    private static bool IsFull(string path, bool windows) =>
        windows
            ? path.Length >= 3 && ((path[1] == ':' && IsSlash(path[2])) || (IsSlash(path[0]) && IsSlash(path[1])))
            : path[0] == '/';

    /// <summary>NUL, \\.\pipe\…: what Windows has under names like a file's, but a drive, a volume or a share.</summary>
    internal static bool IsDevice(string path)
    {
        string plain = path.Replace('/', '\\');
        if (!plain.StartsWith(@"\\.\", StringComparison.Ordinal) && !plain.StartsWith(@"\\?\", StringComparison.Ordinal))
        {
            return false;
        }

        string name = plain.Substring(4);
        return !(name.Length > 2 && name[1] == ':' && name[2] == '\\')
            && !name.StartsWith(@"UNC\", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Volume{", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSlash(char unit) => unit is '\\' or '/';

    private static string Normalize(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw LedgerErrors.NotAllowed(path, LedgerDetail.NotAPath);
        }
    }

    /// <summary>A link stands for its file: key and locks lie beside that, and whoever comes by the other name finds them.</summary>
    private static string FollowLink(string path)
    {
        try
        {
            return File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint) ? RealPath.Of(path) : path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Nothing is there yet, or opening it will say what is wrong.
            return path;
        }
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
