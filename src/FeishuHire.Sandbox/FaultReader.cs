using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Sandbox;

/// <summary>Reads faults as users write them: a kind's name, or a table such as
/// <c>@{ Kind = 'CutAfterApply'; Count = 2; Order = '6931286400470354183' }</c>.</summary>
public static class FaultReader
{
    private static readonly Dictionary<string, Func<SandboxFault, object, SandboxFault>> Members = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Kind"] = static (fault, _) => fault,
        ["Count"] = static (fault, value) => fault with { Count = Number("Count", value, 1) },
        ["After"] = static (fault, value) => fault with { After = Number("After", value, 0) },
        ["Order"] = static (fault, value) => fault with { OrderId = Text(value) },
        ["OrderId"] = static (fault, value) => fault with { OrderId = Text(value) },
        ["BackgroundCheckId"] = static (fault, value) => fault with { OrderId = Text(value) },
        ["Stage"] = static (fault, value) => fault with { StageId = Text(value) },
        ["StageId"] = static (fault, value) => fault with { StageId = Text(value) },
        ["Endpoint"] = static (fault, value) => fault with { Endpoint = Name<SandboxEndpoint>("Endpoint", value) },
        ["Limit"] = static (fault, value) => fault with { Limit = Number("Limit", value, 1) },
        ["ResetSeconds"] = static (fault, value) => fault with { ResetSeconds = Number("ResetSeconds", value, 0) },
        ["Milliseconds"] = static (fault, value) => fault with { Milliseconds = Number("Milliseconds", value, 0) },
        ["Status"] = static (fault, value) => fault with { Status = Number("Status", value, 200, 599) },
        ["Code"] = static (fault, value) => fault with { Code = Number("Code", value, 0) },
        ["Msg"] = static (fault, value) => fault with { Msg = Text(value) },
    };

    /// <summary>Reads one fault.</summary>
    /// <param name="written">A name, or a table of members.</param>
    /// <exception cref="FeishuHireException">InvalidField: it is neither, or a member or its value is not known; the message
    /// lists what is.</exception>
    public static SandboxFault Read(object? written)
    {
        switch (written)
        {
            case SandboxFault fault:
                return fault;
            case string name:
                return new SandboxFault(Name<SandboxFaultKind>("Kind", name));
            case IDictionary table:
                return ReadTable(table);
            default:
                throw Invalid("FaultNotReadable", ("Known", Known(Enum.GetNames(typeof(SandboxFaultKind)))));
        }
    }

    private static SandboxFault ReadTable(IDictionary table)
    {
        object? kind = null;
        foreach (DictionaryEntry member in table)
        {
            if (string.Equals(Text(member.Key), "Kind", StringComparison.OrdinalIgnoreCase))
            {
                kind = member.Value;
            }
        }

        var fault = new SandboxFault(Name<SandboxFaultKind>("Kind", kind));
        foreach (DictionaryEntry member in table)
        {
            if (!Members.TryGetValue(Text(member.Key), out Func<SandboxFault, object, SandboxFault>? set))
            {
                throw Invalid("FaultMemberUnknown", ("Member", Text(member.Key)), ("Known", Known(Members.Keys)));
            }

            fault = set(fault, member.Value ?? string.Empty);
        }

        return fault;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static int Number(string member, object value, int least, int most = int.MaxValue)
    {
        string text = Text(value);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Invalid(
                "FaultNumberInvalid",
                ("Member", member),
                ("Value", text),
                ("Least", least),
                ("Most", most));
    }

    private static T Name<T>(string member, object? value)
        where T : struct, Enum
    {
        string text = Text(value);
        string[] names = Enum.GetNames(typeof(T));
        return Array.Exists(names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            ? (T)Enum.Parse(typeof(T), text, ignoreCase: true)
            : throw Invalid("FaultNameUnknown", ("Member", member), ("Value", text), ("Known", Known(names)));
    }

    private static string Known(IEnumerable<string> names) => string.Join(", ", names);

    private static FeishuHireException Invalid(string text, params (string Name, object? Value)[] facts) => new(ArgumentErrors.Within(
        new BgCheckError(ErrorId.InvalidField)
        {
            Violations = [new BgCheckViolation(ErrorId.InvalidField, "-Fault", Texts.OfSandbox.Say(text, facts), Texts.OfSandbox.Say("Fault_Remedy"))],
        },
        "Fault"));
}
