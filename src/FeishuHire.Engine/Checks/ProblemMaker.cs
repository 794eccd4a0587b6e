using System;
using System.Collections.Generic;
using System.Globalization;
using FeishuHire.Columns;
using FeishuHire.Engine.Delivery;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Checks;

/// <summary>Turns what is wrong with rows into problems, one a finding, with columns as their file calls them.</summary>
internal sealed class ProblemMaker
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _titles = new(StringComparer.Ordinal);

    /// <summary>Remembers a file's titles.</summary>
    /// <param name="file">The file.</param>
    /// <param name="titles">Title by the API's field name.</param>
    internal void Learn(string file, IReadOnlyDictionary<string, string> titles) => _titles[file] = titles;

    /// <summary>The problems of a row that would fail.</summary>
    internal IEnumerable<BgCheckProblem> Of(BgCheckProgress? row, BgCheckSource? source, BgCheckError error)
    {
        CultureInfo culture = CultureInfo.CurrentUICulture;
        if (error.Violations.Count == 0)
        {
            yield return Problem(row, source, error.Id, ColumnOf(error.Id, row?.Kind == BgCheckDeliveryKind.Result), ErrorText.Message(WithoutPlace(error), culture), ErrorText.Remedy(error, culture));
        }

        foreach (BgCheckViolation violation in error.Violations)
        {
            yield return Problem(row, source, violation.ErrorId, violation.Field, violation.Message, violation.Remedy ?? ErrorText.Remedy(error, culture));
        }
    }

    /// <summary>What is odd about a row that would go out all the same.</summary>
    internal BgCheckProblem OfDoubt(RowDoubted doubted) => Problem(
        doubted.Row, doubted.Row.Source, doubted.ErrorId, doubted.Field, Texts.OfRuns.SayInOrder(doubted.Key, [.. doubted.Facts]), null, isWarning: true);

    /// <summary>The problem of a report's link.</summary>
    internal BgCheckProblem OfLink(BgCheckProgress row, string key, (string Name, object? Value)[] facts, bool isWarning)
    {
        CultureInfo culture = CultureInfo.CurrentUICulture;
        return Problem(row, row.Source, ErrorId.ReportUrlInvalid, "report_url", Texts.OfFiles.Say(key, facts), Texts.OfFiles.Say(key + Texts.RemedySuffix, facts), isWarning);
    }

    /// <summary>A problem has its place in members of its own: its message need not say it again.</summary>
    private static BgCheckError WithoutPlace(BgCheckError error)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> fact in error.Facts)
        {
            if (fact.Key is not ("File" or "Row" or "Where" or "Order" or "Stage"))
            {
                facts[fact.Key] = fact.Value;
            }
        }

        return error with { Facts = facts };
    }

    private static string? ColumnOf(string errorId, bool isResult) => errorId switch
    {
        ErrorId.DuplicateStageId or ErrorId.StageChanged => isResult ? "result_time" : "stage_id",
        ErrorId.StageTimeNotIncreasing => isResult ? "result_time" : "stage_time",
        ErrorId.TenantMissing or ErrorId.TenantConflict => "tenant_key",
        _ => null,
    };

    private BgCheckProblem Problem(BgCheckProgress? row, BgCheckSource? source, string id, string? field, string message, string? remedy, bool isWarning = false) => new()
    {
        Source = source,
        Column = field is null ? null : (row is null ? null : ColumnNames.Of(row, field)) ?? Title(source?.File, field),
        ErrorId = id,
        Severity = isWarning ? "Warning" : "Error",
        BackgroundCheckId = row?.BackgroundCheckId,
        StageId = row?.StageId,
        Message = message,
        Remedy = remedy,
    };

    private string Title(string? file, string field) =>
        file is not null && _titles.TryGetValue(file, out IReadOnlyDictionary<string, string>? titles) && titles.TryGetValue(field, out string? title) ? title : field;
}
