using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Doctor;

/// <summary>The way to the server: proxy, name, answer, certificate, clock.</summary>
internal sealed class NetworkChecks
{
    private readonly ConnectionOptions _options;
    private readonly ProxySettings _proxy;
    private readonly Uri? _address;
    private readonly BgCheckError? _addressError;
    private readonly BgCheckError? _proxyError;
    private ServerProbe? _probe;

    internal NetworkChecks(ConnectionOptions options)
    {
        _options = options;
        _proxy = ProxySettings.Of(options);
        try
        {
            _address = ConnectionAddress.Of(options).BaseUri;
        }
        catch (FeishuHireException failure)
        {
            _addressError = failure.Error;
        }

        try
        {
            _proxy.Validate();
        }
        catch (FeishuHireException failure)
        {
            _proxyError = failure.Error;
        }
    }

    /// <summary>The check that says why the server cannot be asked; null where it answers.</summary>
    internal string? Obstacle =>
        _addressError is not null ? CheckNames.Server
        : _proxyError is not null || IsProxyAtFault ? CheckNames.Proxy
        : _probe?.Reason is null ? null
        : IsCertificateAtFault ? CheckNames.Certificate
        : CheckNames.Server;

    private string? ProxyName => _proxy.Name ?? (_address is null or { IsLoopback: true } ? null : ProxySettings.SystemName(_address));

    private bool IsProxyAtFault => _probe is { ProxyRefused: true } || (ProxyName is not null && _probe is { Reason: string reason } && IsUnreachable(reason));

    // Who shows a certificate answers, and so does who breaks off while one is agreed on.
    private bool IsCertificateAtFault => _probe is { Reason: string reason } && (_probe.Distrust is not null || reason.StartsWith("TLS", StringComparison.Ordinal));

    internal async Task<FeishuHireCheck> ProxyAsync(CancellationToken cancellationToken)
    {
        if (_proxyError is not null)
        {
            return Finding.Failed(CheckNames.Proxy, _proxyError);
        }

        ServerProbe? probe = await ProbeAsync(cancellationToken).ConfigureAwait(false);
        if (ProxyName is not string name)
        {
            return Finding.Passed(CheckNames.Proxy, "ProxyNone");
        }

        return IsProxyAtFault
            ? Finding.Failed(CheckNames.Proxy, new BgCheckError(probe!.ProxyRefused ? ErrorId.ProxyRefused : ErrorId.ProxyInvalid).With("Proxy", name))
            : Finding.Passed(CheckNames.Proxy, _proxy.IsNamed ? "ProxyNamed" : "ProxySystem", ("Proxy", name));
    }

    internal async Task<FeishuHireCheck> NameAsync(CancellationToken cancellationToken)
    {
        if (_address is null)
        {
            return Finding.Behind(CheckNames.NameResolution, CheckNames.Server);
        }

        if (_address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return Finding.Skipped(CheckNames.NameResolution, "NameIsAddress", ("Host", _address.Host));
        }

        if (ProxyName is string proxy)
        {
            return Finding.Skipped(CheckNames.NameResolution, "NameByProxy", ("Host", _address.Host), ("Proxy", proxy));
        }

        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(_address.Host).WaitAsync(_options.Timeout, _options.Clock, cancellationToken).ConfigureAwait(false);
            return Finding.Passed(CheckNames.NameResolution, "Name", ("Host", _address.Host), ("Addresses", string.Join(", ", found.Take(3).Select(address => address.ToString()))));
        }
        catch (Exception failure) when (failure is SocketException or TimeoutException)
        {
            return Finding.Failed(CheckNames.NameResolution, Unreached(FailureReason.Of(failure)));
        }
    }

    internal async Task<FeishuHireCheck> ServerAsync(CancellationToken cancellationToken)
    {
        if (_addressError is not null)
        {
            return Finding.Failed(CheckNames.Server, _addressError);
        }

        ServerProbe? probe = await ProbeAsync(cancellationToken).ConfigureAwait(false);
        return probe is null || IsProxyAtFault ? Finding.Behind(CheckNames.Server, CheckNames.Proxy)
            : IsCertificateAtFault ? Finding.Behind(CheckNames.Server, CheckNames.Certificate)
            : probe.Reason is string reason ? Finding.Failed(CheckNames.Server, Unreached(reason))
            : Finding.Passed(CheckNames.Server, "Server", ("Host", _address!.Authority), ("Milliseconds", (long)probe.Took.TotalMilliseconds));
    }

    internal async Task<FeishuHireCheck> CertificateAsync(CancellationToken cancellationToken)
    {
        ServerProbe? probe = await ProbeAsync(cancellationToken).ConfigureAwait(false);
        if (_address is { Scheme: "http" })
        {
            return Finding.Skipped(CheckNames.Certificate, "CertificateHttp");
        }

        if (IsCertificateAtFault)
        {
            return probe!.Distrust is string distrust
                ? Finding.Failed(CheckNames.Certificate, "CertificateUntrusted", ("Host", _address!.Host), ("Issuer", probe.Issuer), ("Reason", distrust))
                : Finding.Failed(CheckNames.Certificate, "CertificateNone", ("Host", _address!.Host), ("Reason", probe.Reason));
        }

        return probe?.Issuer is string issuer
            ? Finding.Passed(CheckNames.Certificate, "Certificate", ("Issuer", issuer), ("Ends", probe.Ends?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
            : Finding.Behind(CheckNames.Certificate, Obstacle ?? CheckNames.Server);
    }

    internal async Task<FeishuHireCheck> ClockAsync(CancellationToken cancellationToken)
    {
        ServerProbe? probe = await ProbeAsync(cancellationToken).ConfigureAwait(false);
        if (Obstacle is string obstacle)
        {
            return Finding.Behind(CheckNames.Clock, obstacle);
        }

        if (probe?.Skew is not TimeSpan skew)
        {
            return Finding.Skipped(CheckNames.Clock, "ClockNoDate");
        }

        (string, object?) apart = ("Apart", skew.Duration().ToString(skew.Duration() < TimeSpan.FromDays(1) ? @"hh\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture));
        return skew.Duration() <= ServerClock.WarnFrom ? Finding.Passed(CheckNames.Clock, "Clock", apart)
            : Finding.Warning(CheckNames.Clock, skew > TimeSpan.Zero ? "ClockBehind" : "ClockAhead", apart);
    }

    /// <summary>The one question that all checks here share; null where nobody can be asked.</summary>
    internal async Task<ServerProbe?> ProbeAsync(CancellationToken cancellationToken) => _address is null || _proxyError is not null
        ? null
        : _probe ??= await ServerProbe.AskAsync(_address, _proxy, _options.Timeout, _options.Clock, cancellationToken).ConfigureAwait(false);

    private static bool IsUnreachable(string reason) => reason is
        nameof(SocketError.ConnectionRefused) or nameof(SocketError.HostNotFound) or nameof(SocketError.TryAgain) or nameof(SocketError.NoData)
        or nameof(WebExceptionStatus.ConnectFailure) or nameof(WebExceptionStatus.ProxyNameResolutionFailure);

    private BgCheckError Unreached(string reason) => new BgCheckError(ErrorId.ConnectionFailed).With("Host", _address!.Authority).With("Reason", reason);
}
