using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Ledger;

/// <summary>Tells a network share from a local disk. SQLite's WAL keeps its index in memory that all processes share: over
/// a network there is no such memory, and the file's locks are not to be trusted either.</summary>
internal static class NetworkDrive
{
    private static readonly HashSet<string> RemoteTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "afpfs", "ceph", "coda", "davfs", "gfs", "gfs2",
        "glusterfs", "lustre", "ncpfs", "ocfs2", "orangefs", "beegfs", "webdav", "vboxsf", "prl_fs",
        "fuse.sshfs", "fuse.smbnetfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.s3fs", "fuse.rclone",
        "fuse.gcsfuse", "fuse.goofys", "fuse.blobfuse", "fuse.blobfuse2", "fuse.curlftpfs", "fuse.vmhgfs-fuse", "fuse.juicefs",
    };

    /// <summary>Whether a path lies on another machine.</summary>
    /// <param name="fullPath">A full path; its file need not exist.</param>
    /// <param name="windows">Whether it is a Windows path.</param>
    public static bool IsOnNetwork(string fullPath, bool windows)
    {
        try
        {
            return windows ? IsOnWindowsNetwork(fullPath) : IsOnUnixNetwork(fullPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be found out is left to SQLite, which says so when it opens the file.
            return false;
        }
    }

    /// <summary>The file system type of a path, by the mounts of Linux.</summary>
    /// <param name="mounts">The text of /proc/self/mounts.</param>
    /// <param name="path">A full path without symbolic links.</param>
    /// <returns>The type of the longest mount point that holds the path; null where none does.</returns>
    public static string? FileSystemType(string mounts, string path)
    {
        string? type = null;
        int longest = -1;
        foreach (string line in mounts.Split('\n'))
        {
            string[] fields = line.Split(' ');
            if (fields.Length < 3)
            {
                continue;
            }

            string point = Unescape(fields[1]).TrimEnd('/');

            // A later mount on the same point hides the earlier one.
            if (point.Length >= longest && Holds(point, path))
            {
                longest = point.Length;
                type = fields[2];
            }
        }

        return type;
    }

    /// <summary>Whether a type of file system is a network's.</summary>
    /// <param name="type">As in /proc/self/mounts.</param>
    public static bool IsRemote(string? type) => type is not null && RemoteTypes.Contains(type);

    private static bool IsOnWindowsNetwork(string path)
    {
        // A share is told by its name, so that none is asked that may be out of reach; a folder may be a link to one.
        return IsShare(path) || IsShare(RealPath.Of(path));

        static bool IsShare(string path)
        {
            string plain = path.Replace('/', '\\');
            bool longForm = plain.StartsWith(@"\\?\", StringComparison.Ordinal) || plain.StartsWith(@"\\.\", StringComparison.Ordinal);
            string name = longForm ? plain.Substring(4) : plain;
            return longForm && name.StartsWith(@"UNC\", StringComparison.OrdinalIgnoreCase)
                || !longForm && plain.StartsWith(@"\\", StringComparison.Ordinal)
                || name.Length > 2 && name[1] == ':' && new DriveInfo(name.Substring(0, 3)).DriveType == DriveType.Network;
        }
    }

    private static bool IsOnUnixNetwork(string path)
    {
        string real = RealPath.Of(path);
        return File.Exists("/proc/self/mounts")
            ? IsRemote(FileSystemType(File.ReadAllText("/proc/self/mounts"), real))
            : new DriveInfo(real).DriveType == DriveType.Network;
    }

    private static bool Holds(string point, string path) =>
        path.StartsWith(point, StringComparison.Ordinal) && (path.Length == point.Length || path[point.Length] == '/');

    // Blanks, tabs, line ends and backslashes are written as three octal digits.
    private static string Unescape(string field)
    {
        if (field.IndexOf('\\') < 0)
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length)
            {
                text.Append((char)(((field[i + 1] - '0') * 64) + ((field[i + 2] - '0') * 8) + (field[i + 3] - '0')));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }
}
