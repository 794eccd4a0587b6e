using System;
using System.IO;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>Unpacks a part, and stops where it becomes larger than any honest one.</summary>
internal sealed class LimitedStream : Stream
{
    private readonly Stream _inner;
    private readonly long _limit;
    private long _read;

    internal LimitedStream(Stream inner, long packedLength)
    {
        _inner = inner;
        _limit = Math.Min(TableLimits.PartBytes, Math.Max(TableLimits.FreeBytes, packedLength * TableLimits.PackingRatio));
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = _inner.Read(buffer, offset, count);
        _read += read;
        return _read <= _limit
            ? read
            : throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.UnpacksTooLarge, "Limit", _limit >> 20));
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
