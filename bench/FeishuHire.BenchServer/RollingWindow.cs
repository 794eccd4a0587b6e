namespace FeishuHire.BenchServer;

/// <summary>Remembers the times of the last calls let through, as many as the limit: a call is within the limit when the one
/// that lies that many calls back has left the window.</summary>
internal sealed class RollingWindow(int limit, long length)
{
    private readonly long[] _times = new long[limit];
    private int _next;
    private bool _full;

    /// <summary>How long until there is room; 0 or less for now.</summary>
    public long Wait(long now) => _full ? _times[_next] + length - now : 0;

    public void Add(long now)
    {
        _times[_next] = now;
        _next = (_next + 1) % limit;
        _full |= _next == 0;
    }
}
