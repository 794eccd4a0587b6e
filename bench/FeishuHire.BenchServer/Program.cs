using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FeishuHire.BenchServer;

/// <summary>A process of its own, so that its work is nobody's CPU seconds. Prints "data-port control-port" and ends with
/// its standard input, hence with whoever started it.</summary>
internal static class Program
{
    private static async Task Main()
    {
        (int data, int control) = FreePorts();
        var connections = new Connections();
        var endpoints = new Endpoints(connections, control);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, data, listen => listen.Use(connections.Count));
            kestrel.Listen(IPAddress.Loopback, control);
        });

        WebApplication app = builder.Build();
        app.Run(endpoints.HandleAsync);
        await app.StartAsync();
        Console.WriteLine($"{data} {control}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    // Which of two ports the system chose is not told by the address alone, so they are chosen here.
    private static (int Data, int Control) FreePorts()
    {
        using TcpListener data = new(IPAddress.Loopback, 0);
        using TcpListener control = new(IPAddress.Loopback, 0);
        data.Start();
        control.Start();
        return (((IPEndPoint)data.LocalEndpoint).Port, ((IPEndPoint)control.LocalEndpoint).Port);
    }
}
