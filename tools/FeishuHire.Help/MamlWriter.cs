using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace FeishuHire.Help;

/// <summary>Writes MAML, the XML that Get-Help reads. The namespaces are those of its first edition, which 5.1 and 7 share.</summary>
/// <param name="words">The tool's own words.</param>
/// <param name="address">Where this language's pages are on the web.</param>
internal sealed class MamlWriter(HelpWords words, string address)
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>One file for all cmdlets of a language.</summary>
    public XDocument Write(IEnumerable<CmdletPage> cmdlets) => new(
        new XDeclaration("1.0", "utf-8", standalone: null),
        new XElement(Help + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Cmdlet)));

    private XElement Cmdlet(CmdletPage page)
    {
        string[] name = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[1]),
                new XElement(Maml + "description", Paras(page.Synopsis))),
            new XElement(Maml + "description", Paras(page.Description)),
            new XElement(Command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
            new XElement(Command + "parameters", page.Parameters.Select(parameter => Parameter(parameter))),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paras(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(
                Command + "relatedLinks",
                Link(new LinkText(words.Online, page.OnlineVersion ?? address + page.Name + ".md")),
                page.Links.Select(Link)));
    }

    private static XElement SyntaxItem(CmdletPage page, SyntaxLine set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        set.Parameters.Select(parameter =>
        {
            ParameterText? text = page.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
            ParameterFacts? facts = text?.In(set.Set);
            XElement element = new(
                Command + "parameter",
                Attributes(facts, parameter.IsRequired, parameter.IsPositional ? facts?.Position ?? "0" : "named"),
                new XElement(Maml + "name", parameter.Name),
                new XElement(Maml + "description", Paras(text?.Text ?? [])));
            if (parameter.Type is not null)
            {
                element.Add(facts?.Values is { Count: > 0 } values
                    ? new XElement(Command + "parameterValueGroup", values.Select(value => Value(value, isRequired: false)))
                    : Value(parameter.Type, isRequired: true));
            }

            return element;
        }));

    private static XElement Parameter(ParameterText parameter)
    {
        ParameterFacts facts = parameter.Facts[0];
        return new XElement(
            Command + "parameter",
            Attributes(facts, facts.IsRequired, facts.Position),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Paras(parameter.Text)),
            Value(facts.Type, isRequired: !facts.IsSwitch),
            new XElement(Dev + "type", new XElement(Maml + "name", facts.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", facts.DefaultValue));
    }

    private static IEnumerable<XAttribute> Attributes(ParameterFacts? facts, bool isRequired, string position) =>
    [
        new("required", isRequired ? "true" : "false"),
        new("variableLength", facts?.Type.EndsWith("[]", System.StringComparison.Ordinal) == true ? "true" : "false"),
        new("globbing", facts?.TakesWildcards == true ? "true" : "false"),
        new("pipelineInput", facts?.Pipeline ?? "False"),
        new("position", position),
        new("aliases", facts?.Aliases ?? "none"),
    ];

    private static XElement Value(string text, bool isRequired) => new(
        Command + "parameterValue",
        new XAttribute("required", isRequired ? "true" : "false"),
        new XAttribute("variableLength", "false"),
        text);

    private static XElement Type(string element, TypeText type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        new XElement(Maml + "description", Paras(type.Text)));

    private static XElement Example(ExampleText example) => new(
        Command + "example",
        new XElement(Maml + "title", $"---------- {example.Title} ----------"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paras(example.Remarks)));

    private static XElement Link(LinkText link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Address));

    private static IEnumerable<XElement> Paras(IEnumerable<string> paragraphs) => paragraphs.Select(text => new XElement(Maml + "para", text));
}
