namespace FeishuHire.Engine.Http;

/// <summary>Why no complete answer came.</summary>
/// <param name="Left">Whether a byte of the body may have left this machine.</param>
/// <param name="Reason">A technical word, e.g. ConnectionRefused; free of secrets and of the row's values.</param>
/// <param name="ProxyRefused">Whether a proxy refused to let the request through.</param>
/// <param name="Proxy">The proxy of the system or of HTTPS_PROXY that refused it; null where it is not known.</param>
internal sealed record TransportFailure(bool Left, string Reason, bool ProxyRefused = false, string? Proxy = null);
