namespace FeishuHire.Engine.Http;

/// <summary>After the server has throttled, calls come back spread out: a quarter of the rate in the first second, half in the
/// next, so that a shared limit is not hit again at once.</summary>
internal sealed class SlowStart
{
    private const int Quarter = 1_000;
    private const int Half = 2_000;

    private long _from = long.MinValue;
    private long _next = long.MinValue;

    internal void Begin(long from) => (_from, _next) = (from, from);

    internal long NextGrant(long now) => _from == long.MinValue || now >= _from + Half ? long.MinValue : _next;

    internal void Granted(long now, int perSecond)
    {
        if (_from == long.MinValue || now >= _from + Half)
        {
            _from = long.MinValue;
            return;
        }

        int share = now < _from + Quarter ? 4 : 2;
        _next = now + (1_000L * share / perSecond);
    }
}
