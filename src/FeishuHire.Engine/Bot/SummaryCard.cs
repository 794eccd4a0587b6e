using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Bot;

/// <summary>A run's summary as a card of a Feishu group, in the user's language: counts, the commonest causes, what to do.
/// Counts and ids of the catalogue alone, whatever else a summary says, so that no personal data gets there.</summary>
internal sealed class SummaryCard
{
    /// <summary>The most bytes that a bot takes.</summary>
    internal const int Limit = 20 * 1024;

    private const int MostCauses = 3;

    private static readonly HashSet<string> Known = new(ErrorCatalogue.All.Select(entry => entry.Id), StringComparer.Ordinal);
    private static readonly Regex RunFolder = new(@"^\d{8}-\d{6}-[0-9a-f]{32}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _title;
    private readonly string _color;
    private readonly List<string> _parts = [];

    private SummaryCard(string title, string color)
    {
        _title = title;
        _color = color;
    }

    /// <summary>Whether somebody is needed: something is new and not as it should be. What was told before and waits is not new.</summary>
    internal static bool IsNeeded(BgCheckRunSummary summary) =>
        summary.End != "Completed" || summary.ErrorId is not null || CausesOf(summary).Any() || summary.Failed > 0 || summary.Unprocessed > 0 || summary.Uncertain > 0;

    /// <summary>Makes the card.</summary>
    /// <param name="summary">What a run came to.</param>
    /// <param name="keyword">A word that the bot wants in every message, or null.</param>
    internal static SummaryCard Of(BgCheckRunSummary summary, string? keyword)
    {
        bool broken = summary.End is "Failed" || summary.ErrorId is not null;
        string key = broken ? "TitleEnded"
            : summary.Failed > 0 ? "TitleFailed"
            : summary.Held > 0 ? "TitleHeld"
            : summary.Unprocessed > 0 || summary.End != "Completed" ? "TitleUnprocessed"
            : summary.OrdersWaiting > 0 ? "TitleWaiting"
            : "TitleDone";
        string color = broken || summary.Failed > 0 ? "red" : key == "TitleDone" ? "green" : "orange";
        string title = Say(key, summary);
        var card = new SummaryCard(string.IsNullOrWhiteSpace(keyword) || title.Contains(keyword!) ? title : title + " · " + keyword, color);
        card._parts.Add(Say("Counts", summary));
        if (summary.ErrorId is { } id && Known.Contains(id))
        {
            card._parts.Add(Cause(id, null));
        }

        BgCheckRunCause[] causes = [.. CausesOf(summary).Where(cause => cause.ErrorId != summary.ErrorId).Take(MostCauses)];
        if (causes.Length > 0)
        {
            card._parts.Add(Texts.OfBot.Say("Causes"));
            card._parts.AddRange(causes.Select(cause => Cause(cause.ErrorId, cause.Count)));
        }

        card.AddAdvice(summary);
        return card;
    }

    /// <summary>The request's body, within the limit: what has no room is left out from the end.</summary>
    /// <param name="unixSeconds">The time of the signature.</param>
    /// <param name="signature">The signature, or null.</param>
    internal byte[] Write(long unixSeconds, string? signature)
    {
        for (int parts = _parts.Count; ; parts--)
        {
            byte[] body = Write(parts, unixSeconds, signature);
            if (body.Length < Limit || parts == 0)
            {
                return body;
            }
        }
    }

    private byte[] Write(int parts, long unixSeconds, string? signature)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            if (signature is not null)
            {
                json.WriteString("timestamp", unixSeconds.ToString(CultureInfo.InvariantCulture));
                json.WriteString("sign", signature);
            }

            json.WriteString("msg_type", "interactive");
            json.WriteStartObject("card");
            json.WriteString("schema", "2.0");
            json.WriteStartObject("header");
            json.WriteStartObject("title");
            json.WriteString("tag", "plain_text");
            json.WriteString("content", _title);
            json.WriteEndObject();
            json.WriteString("template", _color);
            json.WriteEndObject();
            json.WriteStartObject("body");
            json.WriteStartArray("elements");
            foreach (string part in _parts.Take(parts))
            {
                json.WriteStartObject();
                json.WriteString("tag", "markdown");
                json.WriteString("content", part);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private void AddAdvice(BgCheckRunSummary summary)
    {
        // A path may be that of somebody's profile: the run's own folder is enough to find it by.
        string folder = (summary.ResultPath ?? string.Empty).Split('/', '\\').Last();
        string? place = RunFolder.IsMatch(folder) ? folder : null;
        if (summary.NeedsAttention)
        {
            _parts.Add(Plain(RunAdvice.Of(summary, place)));
        }

        if (summary.OrdersWaiting > 0)
        {
            _parts.Add(Plain(Texts.OfBot.Say("Waiting", ("Orders", summary.OrdersWaiting))));
        }

        if (place is not null)
        {
            _parts.Add(Plain(Texts.OfBot.Say("Results", ("Folder", place))));
        }
    }

    private static IEnumerable<BgCheckRunCause> CausesOf(BgCheckRunSummary summary) =>
        (summary.Causes ?? []).Where(cause => cause is { Count: > 0 } && Known.Contains(cause.ErrorId ?? string.Empty)).OrderByDescending(cause => cause.Count);

    private static string Say(string key, BgCheckRunSummary summary) => Texts.OfBot.Say(
        key,
        ("Rows", summary.Rows),
        ("Delivered", summary.Delivered),
        ("Before", summary.AlreadyDelivered),
        ("RefusedBefore", summary.RefusedBefore),
        ("Failed", summary.Failed),
        ("Uncertain", summary.Uncertain),
        ("Held", summary.Held),
        ("Unprocessed", summary.Unprocessed),
        ("Orders", summary.OrdersWaiting));

    // The catalogue's own words; of one row there is nothing to say.
    private static string Cause(string id, long? count)
    {
        var error = new BgCheckError(id);
        CultureInfo culture = CultureInfo.CurrentUICulture;
        return "**" + (count is long rows ? Texts.OfBot.Say("Cause", ("Id", id), ("Count", rows)) : id) + "**\n"
            + Plain(ErrorText.Message(error, culture)) + "\n" + Plain(ErrorText.Remedy(error, culture));
    }

    // What Feishu's markdown would take for its own.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            plain.Append(c is '*' or '_' or '~' or '`' or '<' or '>' or '[' or ']' or '&' or '#'
                ? "&#" + ((int)c).ToString(CultureInfo.InvariantCulture) + ";"
                : c.ToString());
        }

        return plain.ToString();
    }
}
