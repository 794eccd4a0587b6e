using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Http;

/// <summary>A request body that is written at most once, and that knows whether it was: the evidence on which a failed call
/// is NotSent or Uncertain.</summary>
/// <remarks>A connection that the server has closed while it was idle shows only when it is used, and an HTTP stack may then
/// repeat the request by itself. A body that went out twice is a stage sent twice, so the second writing is refused here,
/// whatever the stack underneath thinks of it.</remarks>
internal sealed class OneTimeContent : HttpContent
{
    private const int Fresh = 0;
    private const int Written = 1;
    private const int Withheld = 2;

    private readonly ArraySegment<byte> _body;
    private int _state;

    internal OneTimeContent(ArraySegment<byte> body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
    }

    /// <summary>Takes the body back. From here on it cannot leave any more, even if the stack still works on the request.</summary>
    /// <returns>True where no byte of it has left.</returns>
    internal bool TryWithhold() => Interlocked.CompareExchange(ref _state, Withheld, Fresh) != Written;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (Interlocked.CompareExchange(ref _state, Written, Fresh) != Fresh)
        {
            throw new InvalidOperationException("A body is sent once.");
        }

        return stream.WriteAsync(_body.Array!, _body.Offset, _body.Count);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Count;
        return true;
    }
}
