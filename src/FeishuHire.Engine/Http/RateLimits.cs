using System;

namespace FeishuHire.Engine.Http;

/// <summary>The two frequency limits of one API, app and tenant; either window trips.</summary>
/// <param name="PerSecond">The most calls in any second. Source: the page 更新背调订单进度, 50.</param>
/// <param name="PerMinute">The most calls in any 60 seconds. Source: the same page, 1000.</param>
public readonly record struct RateLimits(int PerSecond, int PerMinute)
{
    /// <summary>Feishu's own: 50 a second and 1000 a minute.</summary>
    public static readonly RateLimits Feishu = new(50, 1000);

    /// <summary>The short window.</summary>
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The long window.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
}
