using System;
using System.IO;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files;

/// <summary>One file, open from its first byte to its last pass. Shares it with everyone, so that a workbook that is open
/// in Excel can be read where the system allows it; whoever changes it meanwhile is noticed.</summary>
internal sealed class TableFile : IDisposable
{
    private readonly long _length;
    private readonly DateTime _writtenUtc;

    private TableFile(string path, FileStream stream)
    {
        Path = path;
        Stream = stream;
        _length = stream.Length;
        _writtenUtc = File.GetLastWriteTimeUtc(path);
    }

    /// <summary>The path as the user gave it or as the wildcard found it.</summary>
    internal string Path { get; }

    /// <summary>The file's bytes.</summary>
    internal FileStream Stream { get; }

    /// <summary>Bytes of the file when it was opened.</summary>
    internal long Length => _length;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The path in the file system.</param>
    /// <exception cref="FeishuHireException">FileNotFound, FileBusy or FileUnreadable.</exception>
    internal static TableFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            return new TableFile(path, stream);
        }
        catch (Exception exception)
        {
            stream?.Dispose();
            FeishuHireException? failure = FileErrors.FromOpening(path, exception);
            if (failure is null)
            {
                throw;
            }

            throw failure;
        }
    }

    /// <summary>Whether somebody wrote to the file since it was opened.</summary>
    internal bool HasChanged()
    {
        try
        {
            return Stream.Length != _length || File.GetLastWriteTimeUtc(Path) != _writtenUtc;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Sees to it that what was read is one state of the file.</summary>
    /// <exception cref="FeishuHireException">FileBusy.</exception>
    internal void EnsureUnchanged()
    {
        if (HasChanged())
        {
            throw FileErrors.Make(ErrorId.FileBusy, Path, new FileFault(FileFaultKey.ChangedWhileRead));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
