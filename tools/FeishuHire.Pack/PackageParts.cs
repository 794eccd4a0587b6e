using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace FeishuHire.Pack;

/// <summary>The parts of a package that are not the module's: its nuspec, and what the Open Packaging Conventions ask for.</summary>
internal static class PackageParts
{
    /// <summary>The package's properties, by convention under this name.</summary>
    public const string PropertiesPath = "package/services/metadata/core-properties/nuget.psmdcp";

    private const string Id = "FeishuHire";

    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Properties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    /// <summary>What the gallery shows and searches.</summary>
    public static XDocument Specification(ModuleManifest manifest) => Document(new XElement(
        Nuspec + "package",
        new XElement(
            Nuspec + "metadata",
            new XElement(Nuspec + "id", Id),
            new XElement(Nuspec + "version", manifest.Version),
            new XElement(Nuspec + "authors", manifest.Author),
            new XElement(Nuspec + "owners", manifest.Company),
            new XElement(Nuspec + "requireLicenseAcceptance", "false"),
            new XElement(Nuspec + "licenseUrl", manifest.LicenseUri),
            new XElement(Nuspec + "projectUrl", manifest.ProjectUri),
            new XElement(Nuspec + "description", manifest.Description),
            new XElement(Nuspec + "releaseNotes", manifest.ReleaseNotes),
            new XElement(Nuspec + "copyright", manifest.Copyright),
            new XElement(Nuspec + "tags", string.Join(' ', manifest.Tags)))));

    /// <summary>[Content_Types].xml: a type for every extension, and for every file that has none.</summary>
    public static XDocument ContentTypes(IEnumerable<string> files)
    {
        ILookup<bool, string> byExtension = files.ToLookup(file => Path.HasExtension(file));
        return Document(new XElement(
            Types + "Types",
            Default("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            Default("psmdcp", "application/vnd.openxmlformats-package.core-properties+xml"),
            Default("nuspec", "application/octet"),
            byExtension[true].Select(file => Path.GetExtension(file)[1..]).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
                .Select(extension => Default(extension, "application/octet")),
            byExtension[false].Select(file => new XElement(
                Types + "Override", new XAttribute("PartName", "/" + file), new XAttribute("ContentType", "application/octet")))));

        static XElement Default(string extension, string type) =>
            new(Types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));
    }

    /// <summary>_rels/.rels: where the nuspec and the properties are.</summary>
    public static XDocument Relationships() => Document(new XElement(
        Relations + "Relationships",
        Relation("Rmanifest", "http://schemas.microsoft.com/packaging/2010/07/manifest", $"/{Id}.nuspec"),
        Relation("Rproperties", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "/" + PropertiesPath)));

    /// <summary>The properties that every OPC package has.</summary>
    public static XDocument CoreProperties(ModuleManifest manifest) => Document(new XElement(
        Properties + "coreProperties",
        new XAttribute(XNamespace.Xmlns + "dc", Dublin),
        new XElement(Dublin + "creator", manifest.Author),
        new XElement(Dublin + "description", manifest.Description),
        new XElement(Dublin + "identifier", Id),
        new XElement(Properties + "version", manifest.Version),
        new XElement(Properties + "keywords", string.Join(' ', manifest.Tags))));

    private static XElement Relation(string id, string type, string target) =>
        new(Relations + "Relationship", new XAttribute("Type", type), new XAttribute("Target", target), new XAttribute("Id", id));

    private static XDocument Document(XElement root) => new(new XDeclaration("1.0", "utf-8", standalone: null), root);
}
