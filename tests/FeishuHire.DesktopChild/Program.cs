using System;
using System.IO;
using System.Net;
using System.Reflection;

namespace FeishuHire.DesktopChild;

/// <summary>Arguments: the module's desktop folder, the server's address, a ledger, a sheet, how many calls at once.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        string desktop = args[0];
        AppDomain.CurrentDomain.AssemblyResolve += (_, e) => Resolve(desktop, new AssemblyName(e.Name));
        try
        {
            Run(args);
            return 0;
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine(failure);
            return 1;
        }
    }

    // Apart from Main: nothing of the Engine may be needed before there is somebody to find it.
    private static void Run(string[] args)
    {
        Console.WriteLine($"CLR {Environment.Version}, connections a host has by default: {ServicePointManager.DefaultConnectionLimit}");
        EngineRun.DeliverAsync(new Uri(args[1]), args[2], args[3], int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture)).GetAwaiter().GetResult();
    }

    // The same answers as the module's own handler gives in Windows PowerShell: shipped files of this or a later version.
    private static Assembly? Resolve(string desktop, AssemblyName wanted)
    {
        foreach (string folder in new[] { desktop, Path.Combine(desktop, "deps") })
        {
            string path = Path.Combine(folder, wanted.Name + ".dll");
            if (File.Exists(path) && AssemblyName.GetAssemblyName(path).Version >= wanted.Version)
            {
                return Assembly.LoadFrom(path);
            }
        }

        return null;
    }
}
