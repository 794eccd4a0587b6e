using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;

namespace FeishuHire.Bot;

/// <summary>Finds a run's summary in what the pipeline brings: the object itself, the information record that carries it, or
/// what serialization made of either.</summary>
internal static class SummaryArgument
{
    /// <summary>Whether something may pass by: a record of the information stream that is about something else.</summary>
    internal static bool IsOther(object? value) => value is InformationRecord { Tags: var tags } && !tags.Contains("FeishuHire.Summary");

    /// <summary>The summary; null where there is none.</summary>
    internal static BgCheckRunSummary? Find(PSObject? input) => input?.BaseObject switch
    {
        null => null,
        BgCheckRunSummary summary => summary,
        InformationRecord record => Find(record.MessageData is null ? null : PSObject.AsPSObject(record.MessageData)),
        _ => Read(input),
    };

    private static BgCheckRunSummary? Read(PSObject input)
    {
        if (input.Properties[nameof(BgCheckRunSummary.End)]?.Value is null || input.Properties[nameof(BgCheckRunSummary.Rows)] is null)
        {
            return null;
        }

        try
        {
            var summary = (BgCheckRunSummary)Fill(new BgCheckRunSummary(), input, nameof(BgCheckRunSummary.Causes));
            var causes = new List<BgCheckRunCause>();
            foreach (object? cause in LanguagePrimitives.GetEnumerable(input.Properties[nameof(BgCheckRunSummary.Causes)]?.Value) ?? Array.Empty<object>())
            {
                if (cause is not null)
                {
                    causes.Add((BgCheckRunCause)Fill(new BgCheckRunCause(), PSObject.AsPSObject(cause), null));
                }
            }

            typeof(BgCheckRunSummary).GetProperty(nameof(BgCheckRunSummary.Causes))!.SetValue(summary, causes);
            return summary;
        }
        catch (PSInvalidCastException)
        {
            return null;
        }
    }

    private static object Fill(object target, PSObject source, string? except)
    {
        foreach (PropertyInfo property in target.GetType().GetProperties())
        {
            if (property.CanWrite && property.Name != except && source.Properties[property.Name]?.Value is { } value)
            {
                property.SetValue(target, LanguagePrimitives.ConvertTo(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return target;
    }
}
