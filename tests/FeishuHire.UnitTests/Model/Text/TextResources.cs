using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Resources;
using FeishuHire.Text;

namespace FeishuHire.UnitTests.Model.Text;

/// <summary>The module's words as its resources hold them, and the code that asks for them.</summary>
internal static class TextResources
{
    internal static readonly CultureInfo English = CultureInfo.InvariantCulture;
    internal static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    /// <summary>The files of src, by path.</summary>
    internal static IReadOnlyDictionary<string, string> Sources { get; } = Directory
        .EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("obj" + Path.DirectorySeparatorChar))
        .ToDictionary(file => file, File.ReadAllText);

    /// <summary>All texts of a topic in one language, by key.</summary>
    internal static Dictionary<string, string> All(string topic, CultureInfo culture)
    {
        ResourceSet set = new ResourceManager("FeishuHire.Text." + topic, typeof(Texts).Assembly)
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new InvalidOperationException("No texts for " + culture.Name);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    internal static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
}
