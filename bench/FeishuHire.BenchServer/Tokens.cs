using System;
using System.Globalization;

namespace FeishuHire.BenchServer;

/// <summary>The one token that is valid: as Feishu does, a fetch brings the same one until it is gone. Not thread-safe.</summary>
internal sealed class Tokens
{
    private string? _token;
    private string _app = string.Empty;
    private int _issued;

    public string Fetch(string app)
    {
        _app = app;
        return _token ??= string.Create(CultureInfo.InvariantCulture, $"t-bench{++_issued}-{Guid.NewGuid():N}");
    }

    public void Revoke() => _token = null;

    /// <summary>The app that a header's token belongs to, or null.</summary>
    public string? AppOf(string? authorization) =>
        _token is not null && authorization is not null
        && authorization.StartsWith("Bearer ", StringComparison.Ordinal)
        && authorization.AsSpan("Bearer ".Length).SequenceEqual(_token)
            ? _app
            : null;
}
