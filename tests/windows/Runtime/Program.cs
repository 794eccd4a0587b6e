using System;
using System.IO;
using Mono.Cecil;

namespace FeishuHire.WindowsRuntime;

/// <summary>Writes Linux's build of an assembly as plain IL, which Windows loads: <c>Runtime FROM TO</c>. For HttpListener,
/// whose Windows build needs http.sys; Linux's stands on sockets alone.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        byte[] image = File.ReadAllBytes(arguments[0]);

        // Compiled code for Linux has a machine type of its own, which Cecil does not know: say AMD64.
        int header = BitConverter.ToInt32(image, 0x3c);
        image[header + 4] = 0x64;
        image[header + 5] = 0x86;
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(image));
        module.Architecture = TargetArchitecture.I386;
        module.Attributes = ModuleAttributes.ILOnly;
        module.Write(arguments[1]);
    }
}
