using System;
using System.IO;

namespace FeishuHire.Pack;

/// <summary>Makes the package that the PowerShell Gallery takes out of the laid-out module: the listed files, no more and no
/// fewer, and the same bytes whenever and wherever it is made. The build runs it:
/// <c>FeishuHire.Pack out/FeishuHire/0.1.0 module-files.txt FeishuHire.0.1.0.nupkg</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length != 3)
        {
            Console.Error.WriteLine("FeishuHire.Pack <folder of the module> <list of its files> <package to write>");
            return 64;
        }

        try
        {
            ModuleFiles files = ModuleFiles.Read(args[0], args[1]);
            ModuleManifest manifest = ModuleManifest.Read(Path.Combine(args[0], "FeishuHire.psd1"));
            PackageWriter.Write(args[2], files, manifest);
            return 0;
        }
        catch (InvalidDataException e)
        {
            // In the form that MSBuild takes for an error of its own.
            Console.Error.WriteLine($"{args[1]}(1): error PACK0001: {e.Message}");
            return 1;
        }
    }
}
