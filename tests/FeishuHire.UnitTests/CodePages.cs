using System.Runtime.CompilerServices;
using System.Text;

namespace FeishuHire.UnitTests;

/// <summary>PowerShell registers the code pages before any module is loaded; here nobody does, and what is looked up once would
/// depend on which test runs first.</summary>
internal static class CodePages
{
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
