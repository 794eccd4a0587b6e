using System;
using System.Buffers;
using System.Collections.Generic;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Connection;

/// <summary>The body of a token request: holds secrets in the clear from its making to its disposal, and no longer.</summary>
internal sealed class SecretBody : IBufferWriter<byte>, IDisposable
{
    private readonly List<char[]> _secrets = [];
    private readonly byte[] _buffer;
    private int _length;

    /// <summary>Writes a flat JSON object.</summary>
    /// <param name="members">Names with a string, a SecureString or null; null is left out.</param>
    internal SecretBody(params (string Name, object? Value)[] members)
    {
        // One buffer of the final size: one that grows would leave copies of the secrets behind. The writer wants room for
        // the worst, each character escaped (6) and each of those three bytes long.
        int size = 256;
        foreach ((string name, object? value) in members)
        {
            size += 18 * (name.Length + LengthOf(value));
        }

        _buffer = new byte[size];
        using var writer = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        foreach ((string name, object? value) in members)
        {
            switch (value)
            {
                case string text:
                    writer.WriteString(name, text);
                    break;
                case SecureString secret:
                    char[] clear = Secret.Reveal(secret);
                    _secrets.Add(clear);
                    writer.WriteString(name, clear);
                    break;
            }
        }

        writer.WriteEndObject();
        writer.Flush();
    }

    /// <summary>The bytes; all zero after disposal.</summary>
    internal ArraySegment<byte> Bytes => new(_buffer, 0, _length);

    /// <summary>The server's sentence as it may be shown; empty where it quotes a secret.</summary>
    internal string Scrub(string? text)
    {
        foreach (char[] secret in _secrets)
        {
            if (text is not null && secret.Length > 0 && text.AsSpan().IndexOf(secret.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return string.Empty;
            }
        }

        return Scrubber.Scrub(text, null);
    }

    public void Dispose()
    {
        Array.Clear(_buffer, 0, _buffer.Length);
        foreach (char[] secret in _secrets)
        {
            Array.Clear(secret, 0, secret.Length);
        }

        _secrets.Clear();
    }

    void IBufferWriter<byte>.Advance(int count) => _length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => _buffer.AsMemory(_length);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => _buffer.AsSpan(_length);

    private static int LengthOf(object? value) => value switch
    {
        string text => text.Length,
        SecureString secret => secret.Length,
        _ => 0,
    };
}
