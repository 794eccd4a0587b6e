using System;
using System.Collections.Generic;
using System.Security;

namespace FeishuHire;

/// <summary>The rehearsal stage on this machine: where it listens, what opens it, and how it was set. What it received is
/// read with Get-FeishuHireSandboxOrder.</summary>
public sealed class FeishuHireSandbox
{
    private FeishuHireSandboxStatistics _last = new();

    /// <summary>Where it listens: http on loopback, a port of its own.</summary>
    public Uri BaseUri { get; init; } = new("http://127.0.0.1/");

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => ReadStatistics is not null;

    /// <summary>The id of the custom app (自建应用) it knows.</summary>
    public string AppId { get; init; } = string.Empty;

    /// <summary>That app's secret; made anew in every process.</summary>
    public SecureString? AppSecret { get; init; }

    /// <summary>The id of the store app (商店应用) it knows.</summary>
    public string StoreAppId { get; init; } = string.Empty;

    /// <summary>That app's secret.</summary>
    public SecureString? StoreAppSecret { get; init; }

    /// <summary>That app's ticket, as the hourly push would bring it.</summary>
    public SecureString? AppTicket { get; init; }

    /// <summary>The only orders it knows; empty where it knows every well-formed id.</summary>
    public IReadOnlyList<string> KnownOrder { get; init; } = [];

    /// <summary>Orders it holds to be completed: their progress can no longer change.</summary>
    public IReadOnlyList<string> CompletedOrder { get; init; } = [];

    /// <summary>What becomes of final results: None where they complete the order, else what the administrator decides.</summary>
    public string ApproveResult { get; init; } = "None";

    /// <summary>The most calls it lets through in any second; 0 is no limit.</summary>
    public int CallsPerSecond { get; init; }

    /// <summary>The most calls it lets through in any 60 seconds; 0 is no limit.</summary>
    public int CallsPerMinute { get; init; }

    /// <summary>What every call takes at least.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The most that chance adds to the latency.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The seed of that chance.</summary>
    public int Seed { get; init; }

    /// <summary>The faults it was told to play, in their order.</summary>
    public IReadOnlyList<string> Fault { get; init; } = [];

    /// <summary>What it has seen so far, read anew each time; after it has stopped, what it had seen by then.</summary>
    public FeishuHireSandboxStatistics Statistics
    {
        get
        {
            Func<FeishuHireSandboxStatistics>? read = ReadStatistics;
            return read is null ? _last : read();
        }
    }

    /// <summary>Reads the running server's figures; null once it has stopped.</summary>
    internal Func<FeishuHireSandboxStatistics>? ReadStatistics { get; private set; }

    /// <summary>Where it listens.</summary>
    public override string ToString() => BaseUri.AbsoluteUri;

    /// <summary>Ties this description to the running server.</summary>
    internal void Attach(Func<FeishuHireSandboxStatistics> read) => ReadStatistics = read;

    /// <summary>Says that the server has stopped, and keeps its last figures.</summary>
    internal void Detach()
    {
        _last = Statistics;
        ReadStatistics = null;
    }
}
