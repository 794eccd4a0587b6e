using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;

namespace FeishuHire.Shell;

/// <summary>A console for the built module on a machine that has the .NET SDK and no PowerShell.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        ShellArguments arguments;
        try
        {
            arguments = ShellArguments.Parse(args);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine(e.Message);
            Console.Error.WriteLine(ShellArguments.Usage);
            return 64;
        }

        PrepareEnvironment();
        using ShellHost host = new();
        using ScriptRunner runner = new(host);
        return runner.Run(arguments);
    }

    private static void PrepareEnvironment()
    {
        // The engine would report imported modules to Microsoft.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        string root = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;
        string? others = Environment.GetEnvironmentVariable("PSModulePath");

        // The tests bring the package, unpacked.
        string? given = Environment.GetEnvironmentVariable("FEISHUHIRE_MODULES");
        string built = string.IsNullOrEmpty(given) ? Path.Combine(root, "out") : given;
        Environment.SetEnvironmentVariable("PSModulePath", string.IsNullOrEmpty(others) ? built : built + Path.PathSeparator + others);
    }
}
