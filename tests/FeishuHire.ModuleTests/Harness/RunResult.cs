using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>Everything a script wrote.</summary>
/// <param name="Output">The pipeline's output.</param>
/// <param name="Errors">The error stream; with the terminating error, if any, it is what a user sees.</param>
/// <param name="Warnings">The warning stream.</param>
/// <param name="Verbose">The verbose stream (needs -Verbose or $VerbosePreference).</param>
/// <param name="Debug">The debug stream (needs -Debug or $DebugPreference).</param>
/// <param name="Information">The information stream.</param>
/// <param name="Progress">The progress stream.</param>
/// <param name="Terminating">The exception that ended the script, or null.</param>
/// <param name="State">Completed, Failed or Stopped.</param>
internal sealed record RunResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<InformationRecord> Information,
    IReadOnlyList<ProgressRecord> Progress,
    RuntimeException? Terminating,
    PSInvocationState State)
{
    /// <summary>The record of the terminating error, or null.</summary>
    public ErrorRecord? TerminatingError => Terminating?.ErrorRecord;

    /// <summary>All errors' ids up to the comma: the catalogue's ids.</summary>
    public IReadOnlyList<string> ErrorIds => [.. AllErrors.Select(IdOf)];

    /// <summary>The error stream, then the terminating error.</summary>
    public IEnumerable<ErrorRecord> AllErrors => TerminatingError is { } last ? Errors.Append(last) : Errors;

    /// <summary>Everything as one text, to search for what must not be there.</summary>
    public string Everything => string.Join(
        '\n',
        [
            .. Output.Select(o => o?.ToString() ?? ""),
            .. AllErrors.Select(Whole),
            .. Warnings,
            .. Verbose,
            .. Debug,
            .. Information.Select(i => i.ToString()),
            .. Progress.Select(p => $"{p.Activity} {p.StatusDescription} {p.CurrentOperation}"),
        ]);

    /// <summary>The catalogue's id of a record.</summary>
    public static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>Fails unless the script ended well and wrote no error.</summary>
    public RunResult Clean()
    {
        ErrorRecord? first = AllErrors.FirstOrDefault();
        return first is null && State == PSInvocationState.Completed
            ? this
            : throw new InvalidOperationException($"{State}: {(first is null ? "" : Whole(first))}", Terminating ?? first?.Exception);
    }

    /// <summary>Every output object as text.</summary>
    public IReadOnlyList<string?> Texts => [.. Output.Select(o => o?.ToString())];

    /// <summary>The property of every output object, as text.</summary>
    public IReadOnlyList<string?> Values(string property) => [.. Output.Select(o => o.Properties[property]?.Value?.ToString())];

    private static string Whole(ErrorRecord error) =>
        $"{error.FullyQualifiedErrorId} [{error.CategoryInfo}] {error} {error.ErrorDetails?.Message} {error.ErrorDetails?.RecommendedAction} {error.TargetObject} {error.Exception}";
}
