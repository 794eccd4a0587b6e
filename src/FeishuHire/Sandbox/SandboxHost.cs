using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security;
using FeishuHire.Errors;
using FeishuHire.Sandbox;
using FeishuHire.Text;

namespace FeishuHire;

/// <summary>The one sandbox of this process, and the only place of the module that knows the sandbox's types: importing
/// the module loads none of them.</summary>
internal static class SandboxHost
{
    private static readonly object Gate = new();
    private static Running? s_running;

    /// <summary>The sandbox that runs, or null.</summary>
    internal static FeishuHireSandbox? Current
    {
        get
        {
            lock (Gate)
            {
                return s_running?.Shown;
            }
        }
    }

    /// <summary>Starts a sandbox. One that runs is given back where nothing else is asked for, and replaced otherwise; the
    /// new one keeps its port, unless told another, and its secrets, so that open connections stay good.</summary>
    /// <param name="settings">What is asked for; null to take what runs, else the defaults.</param>
    /// <returns>The sandbox, and a warning for the user where one was replaced.</returns>
    /// <exception cref="FeishuHireException">InvalidField: a fault cannot be read, or the port not listened on.</exception>
    internal static (FeishuHireSandbox Sandbox, string? Warning) Start(SandboxSettings? settings)
    {
        lock (Gate)
        {
            if (s_running is null)
            {
                s_running = Open(Options(settings ?? new SandboxSettings(), port: 0, credentials: null));
                return (s_running.Shown, null);
            }

            if (settings is null)
            {
                return (s_running.Shown, null);
            }

            Running old = s_running;
            SandboxOptions options = Options(settings, old.Server.BaseUri.Port, old.Server.Credentials);
            if (Same(options, old.Server.Options, old.Server.BaseUri.Port))
            {
                return (old.Shown, null);
            }

            Replace(old, options);
            return (s_running.Shown, old.Shown.BaseUri == s_running.Shown.BaseUri
                ? Texts.OfSandbox.Say("Replaced")
                : Texts.OfSandbox.Say("Moved", ("Uri", old.Shown.BaseUri.AbsoluteUri), ("NewUri", s_running.Shown.BaseUri.AbsoluteUri)));
        }
    }

    /// <summary>Stops the sandbox.</summary>
    /// <returns>False where none runs.</returns>
    internal static bool Stop()
    {
        lock (Gate)
        {
            if (s_running is null)
            {
                return false;
            }

            s_running.Dispose();
            s_running = null;
            return true;
        }
    }

    /// <summary>What the sandbox received, order by order; nothing where none runs.</summary>
    internal static IReadOnlyList<FeishuHireSandboxOrder> ReadOrders()
    {
        lock (Gate)
        {
            return s_running?.Server.ReadOrders() ?? [];
        }
    }

    /// <summary>What the sandbox received for one order; null where nothing came.</summary>
    internal static FeishuHireSandboxOrder? ReadOrder(string orderId)
    {
        lock (Gate)
        {
            return s_running?.Server.ReadOrder(orderId);
        }
    }

    private static void Replace(Running old, SandboxOptions options)
    {
        if (options.Port == old.Server.BaseUri.Port)
        {
            old.Dispose();
            s_running = null;
            s_running = Open(options);
        }
        else
        {
            // The old one stays where the new one cannot start.
            Running replacement = Open(options);
            old.Dispose();
            s_running = replacement;
        }
    }

    private static Running Open(SandboxOptions options)
    {
        try
        {
            return new Running(new SandboxServer(options));
        }
        catch (Exception e) when (e is HttpListenerException or SocketException)
        {
            string why = Texts.OfSandbox.Say("PortUnusable", ("Port", options.Port.ToString(CultureInfo.InvariantCulture)), ("Reason", e.Message));
            throw new FeishuHireException(
                new BgCheckError(ErrorId.InvalidField) { Violations = [new BgCheckViolation(ErrorId.InvalidField, "Port", why)] },
                e);
        }
    }

    private static SandboxOptions Options(SandboxSettings settings, int port, SandboxCredentials? credentials)
    {
        var faults = new List<SandboxFault>();
        foreach (object? fault in settings.Fault)
        {
            faults.Add(FaultReader.Read(fault));
        }

        return new SandboxOptions
        {
            Port = settings.Port == 0 ? port : settings.Port,
            Credentials = credentials,
            KnownOrders = settings.KnownOrder,
            CompletedOrders = settings.CompletedOrder,
            ApproveResult = Enum.TryParse(settings.ApproveResult, ignoreCase: true, out SandboxApproval approval) ? approval : SandboxApproval.None,
            Latency = settings.Latency,
            Jitter = settings.Jitter,
            Seed = settings.Seed,
            Faults = faults,
            CallsPerSecond = settings.CallsPerSecond,
            CallsPerMinute = settings.CallsPerMinute,
        };
    }

    private static bool Same(SandboxOptions asked, SandboxOptions running, int port) =>
        asked.Port == port
        && asked.ApproveResult == running.ApproveResult
        && asked.Latency == running.Latency
        && asked.Jitter == running.Jitter
        && asked.Seed == running.Seed
        && asked.CallsPerSecond == running.CallsPerSecond
        && asked.CallsPerMinute == running.CallsPerMinute
        && asked.KnownOrders.SequenceEqual(running.KnownOrders, StringComparer.Ordinal)
        && asked.CompletedOrders.SequenceEqual(running.CompletedOrders, StringComparer.Ordinal)
        && asked.Faults.SequenceEqual(running.Faults);

    private sealed class Running : IDisposable
    {
        internal Running(SandboxServer server)
        {
            Server = server;
            SandboxOptions options = server.Options;
            Shown = new FeishuHireSandbox
            {
                BaseUri = server.BaseUri,
                AppId = server.Credentials.AppId,
                AppSecret = Secret(server.Credentials.AppSecret),
                StoreAppId = server.Credentials.StoreAppId,
                StoreAppSecret = Secret(server.Credentials.StoreAppSecret),
                AppTicket = Secret(server.Credentials.AppTicket),
                KnownOrder = options.KnownOrders,
                CompletedOrder = options.CompletedOrders,
                ApproveResult = options.ApproveResult.ToString(),
                CallsPerSecond = options.CallsPerSecond,
                CallsPerMinute = options.CallsPerMinute,
                Latency = options.Latency,
                Jitter = options.Jitter,
                Seed = options.Seed,
                Fault = [.. options.Faults.Select(fault => fault.ToString())],
            };
            Shown.Attach(() => server.Statistics);
        }

        internal SandboxServer Server { get; }

        internal FeishuHireSandbox Shown { get; }

        public void Dispose()
        {
            Server.Dispose();
            Shown.Detach();
        }

        private static SecureString Secret(string text)
        {
            var secret = new SecureString();
            foreach (char c in text)
            {
                secret.AppendChar(c);
            }

            secret.MakeReadOnly();
            return secret;
        }
    }
}
