using System.Collections.Generic;
using System.IO;

namespace FeishuHire.Text;

/// <summary>What to do after a run of which something is left over: only what is left over in this case, with the files that
/// have it.</summary>
internal static class RunAdvice
{
    private const string FailedFile = "failed.csv";
    private const string UnprocessedFile = "unprocessed.csv";

    /// <summary>The warning at the end of a run, in the user's language.</summary>
    /// <param name="summary">A run that needs attention.</param>
    /// <param name="settlesOnly">Whether it sends nothing.</param>
    internal static string Of(BgCheckRunSummary summary, bool settlesOnly = false) => Of(summary, summary.ResultPath, settlesOnly);

    /// <summary>The same, with the folder of the results as it may be shown.</summary>
    /// <param name="summary">A run that needs attention.</param>
    /// <param name="folder">The folder, or null.</param>
    /// <param name="settlesOnly">Whether it sends nothing.</param>
    internal static string Of(BgCheckRunSummary summary, string? folder, bool settlesOnly = false)
    {
        var said = new List<string>
        {
            Texts.OfRuns.Say(
                "Attention",
                ("Failed", summary.Failed),
                ("Uncertain", summary.Uncertain),
                ("Held", summary.Held),
                ("Unprocessed", summary.Unprocessed)),
        };
        if (summary.Failed > summary.Uncertain)
        {
            said.Add(Say(folder, "AttentionFailed", "AttentionFailedFile", FailedFile));
        }

        if (summary.Held > 0)
        {
            said.Add(Say(folder, "AttentionHeld", "AttentionHeldFile", UnprocessedFile));
        }
        else if (summary.Unprocessed > 0 && settlesOnly)
        {
            said.Add(Texts.OfRuns.Say("AttentionNotAsked"));
        }
        else if (summary.Unprocessed > 0)
        {
            said.Add(Say(folder, "AttentionUnprocessed", "AttentionUnprocessedFile", UnprocessedFile));
        }

        if (summary.Uncertain > 0)
        {
            said.Add(Texts.OfRuns.Say("AttentionUncertain"));
        }

        return string.Join(" ", said);
    }

    private static string Say(string? folder, string key, string fileKey, string file) => folder is null
        ? Texts.OfRuns.Say(key)
        : Texts.OfRuns.Say(fileKey, ("File", Path.Combine(folder, file)));
}
