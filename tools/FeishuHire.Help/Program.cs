using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace FeishuHire.Help;

/// <summary>Turns docs/&lt;culture&gt;/*.md into what Get-Help reads: one MAML file for the cmdlets and a text for each about
/// topic. The build runs it: <c>FeishuHire.Help docs out/FeishuHire/0.1.0 https://…/docs</c>.</summary>
internal static class Program
{
    // Windows PowerShell in China reads a text without a BOM in the system's code page.
    private static readonly UTF8Encoding WithBom = new(encoderShouldEmitUTF8Identifier: true);

    private static int Main(string[] args)
    {
        if (args.Length != 3 || !Directory.Exists(args[0]))
        {
            Console.Error.WriteLine("FeishuHire.Help <folder of docs> <folder of the module> <address of docs on the web>");
            return 64;
        }

        try
        {
            foreach (string source in Directory.GetDirectories(args[0]).Where(IsCulture).Order(StringComparer.Ordinal))
            {
                string culture = Path.GetFileName(source);
                WriteCulture(source, Path.Combine(args[1], culture), new HelpWords(culture), $"{args[2].TrimEnd('/')}/{culture}/");
            }

            return 0;
        }
        catch (PageException e)
        {
            // In the form that MSBuild takes for an error of its own.
            Console.Error.WriteLine($"{e.Page}({e.Line.ToString(CultureInfo.InvariantCulture)}): error HELP0001: {e.Message}");
            return 1;
        }
    }

    private static void WriteCulture(string source, string target, HelpWords words, string address)
    {
        string[] pages = [.. Directory.GetFiles(source, "*.md").Order(StringComparer.Ordinal)];
        Dictionary<string, string> files = new(StringComparer.Ordinal);

        CmdletPage[] cmdlets = [.. pages.Where(page => !IsAbout(page) && Path.GetFileName(page).Contains('-', StringComparison.Ordinal)).Select(CmdletPageReader.Read)];
        if (cmdlets.Length > 0)
        {
            XDocument maml = new MamlWriter(words, address).Write(cmdlets);
            files["FeishuHire.dll-Help.xml"] = maml.Declaration + "\n" + maml + "\n";
        }

        foreach (string page in pages.Where(IsAbout))
        {
            files[Path.GetFileNameWithoutExtension(page) + ".help.txt"] = new TopicText(words).Write(page);
        }

        Directory.CreateDirectory(target);
        foreach (string stale in Directory.GetFiles(target).Where(file => !files.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(stale);
        }

        foreach ((string name, string text) in files)
        {
            File.WriteAllText(Path.Combine(target, name), text.ReplaceLineEndings("\r\n"), WithBom);
        }
    }

    private static bool IsAbout(string page) => Path.GetFileName(page).StartsWith("about_", StringComparison.Ordinal);

    private static bool IsCulture(string folder) =>
        CultureInfo.GetCultures(CultureTypes.AllCultures).Any(culture => culture.Name == Path.GetFileName(folder));
}
