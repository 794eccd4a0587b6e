using System.Collections.Generic;

namespace FeishuHire.Help;

/// <summary>What a cmdlet's page says. Texts are lists of paragraphs, without markup.</summary>
internal sealed record CmdletPage
{
    /// <summary>E.g. Update-BgCheckProgress.</summary>
    public required string Name { get; init; }

    /// <summary>Where the page is on the web; null where its front matter leaves that open.</summary>
    public string? OnlineVersion { get; init; }

    public required IReadOnlyList<string> Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<SyntaxLine> Syntax { get; init; }

    public required IReadOnlyList<ParameterText> Parameters { get; init; }

    public required IReadOnlyList<ExampleText> Examples { get; init; }

    public required IReadOnlyList<TypeText> Inputs { get; init; }

    public required IReadOnlyList<TypeText> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<LinkText> Links { get; init; }
}

/// <summary>One parameter set.</summary>
/// <param name="Set">Its name; null when there is one set.</param>
/// <param name="Parameters">In the order of the page's SYNTAX.</param>
internal sealed record SyntaxLine(string? Set, IReadOnlyList<SyntaxParameter> Parameters);

/// <summary>A parameter as SYNTAX shows it.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Type">Its value's type; null for a switch.</param>
/// <param name="IsRequired">No brackets around it all.</param>
/// <param name="IsPositional">Brackets around its name.</param>
internal sealed record SyntaxParameter(string Name, string? Type, bool IsRequired, bool IsPositional);

/// <summary>A section of PARAMETERS.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Text">What it is for.</param>
/// <param name="Facts">One or, where parameter sets differ, several.</param>
internal sealed record ParameterText(string Name, IReadOnlyList<string> Text, IReadOnlyList<ParameterFacts> Facts)
{
    /// <summary>The facts in a parameter set.</summary>
    public ParameterFacts In(string? set)
    {
        foreach (ParameterFacts facts in Facts)
        {
            if (set is not null && facts.IsOf(set))
            {
                return facts;
            }
        }

        return Facts[0];
    }
}

/// <summary>An example.</summary>
/// <param name="Title">E.g. "Example 1: Send a CSV file".</param>
/// <param name="Code">Its script.</param>
/// <param name="Remarks">What it does.</param>
internal sealed record ExampleText(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A type of INPUTS or OUTPUTS.</summary>
internal sealed record TypeText(string Name, IReadOnlyList<string> Text);

/// <summary>A related link; the address is null where it is another page of the module.</summary>
internal sealed record LinkText(string Text, string? Address);
