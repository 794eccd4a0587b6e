using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace FeishuHire.Pack;

/// <summary>The values of FeishuHire.psd1 that a package repeats. Read as text: the condition in RootModule makes the file
/// more than data, and this one's form is known.</summary>
internal sealed class ModuleManifest
{
    private readonly string _text;

    private ModuleManifest(string text) => _text = text;

    public string Version => Text("ModuleVersion");

    public string Author => Text("Author");

    public string Company => Text("CompanyName");

    public string Copyright => Text("Copyright");

    public string Description => Text("Description");

    public string ProjectUri => Text("ProjectUri");

    public string LicenseUri => Text("LicenseUri");

    public string ReleaseNotes => Text("ReleaseNotes");

    public IReadOnlyList<string> Cmdlets => List("CmdletsToExport");

    /// <summary>The manifest's own tags, and those by which the gallery finds modules, editions and commands.</summary>
    public IReadOnlyList<string> Tags =>
    [
        .. List("Tags")
            .Append("PSModule")
            .Concat(List("CompatiblePSEditions").Select(edition => "PSEdition_" + edition))
            .Append("PSIncludes_Cmdlet")
            .Concat(Cmdlets.SelectMany(cmdlet => new[] { "PSCmdlet_" + cmdlet, "PSCommand_" + cmdlet }))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Reads a manifest.</summary>
    public static ModuleManifest Read(string path) => new(File.ReadAllText(path).ReplaceLineEndings("\n"));

    private string Text(string key)
    {
        // A string, or one that goes over lines: @' … '@.
        Match match = Regex.Match(_text, $@"^\s*{key}\s*=\s*(?:@'\n(?<long>.*?)\n'@|'(?<short>(?:[^']|'')*)')", RegexOptions.Multiline | RegexOptions.Singleline);
        return !match.Success ? throw new InvalidDataException($"FeishuHire.psd1 has no {key}")
            : match.Groups["long"].Success ? match.Groups["long"].Value
            : match.Groups["short"].Value.Replace("''", "'", StringComparison.Ordinal);
    }

    private IEnumerable<string> ListOf(string key)
    {
        Match match = Regex.Match(_text, $@"^\s*{key}\s*=\s*@\((?<items>[^)]*)\)", RegexOptions.Multiline);
        return match.Success
            ? Regex.Matches(match.Groups["items"].Value, "'(?<item>[^']+)'").Select(item => item.Groups["item"].Value)
            : throw new InvalidDataException($"FeishuHire.psd1 has no {key}");
    }

    private string[] List(string key) => [.. ListOf(key)];
}
