using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace FeishuHire.Bench.Harness;

/// <summary>Counts the sockets of the server.</summary>
internal sealed class Connections
{
    private readonly object _sync = new();
    private int _open;

    public int Opened { get; private set; }

    public int Peak { get; private set; }

    public void Reset()
    {
        lock (_sync)
        {
            Opened = 0;
            Peak = _open;
        }
    }

    public ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        lock (_sync)
        {
            Opened++;
            Peak = Math.Max(Peak, ++_open);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            lock (_sync)
            {
                _open--;
            }
        }
    };
}
