using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Engine.Reports;

/// <summary>One column of a chart: its parts from the bottom up.</summary>
/// <param name="Label">What stands below it.</param>
/// <param name="Name">What it is called where there is room.</param>
/// <param name="Parts">How much of each series.</param>
internal sealed record ChartColumn(string Label, string Name, IReadOnlyList<long> Parts);

/// <summary>One colour of a chart.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Style">Its class.</param>
internal sealed record ChartSeries(string Name, string Style);

/// <summary>Stacked columns as SVG: readable at 400 pixels, in black and white (each colour has its lightness, and the uncertain
/// its hatching) and without a script.</summary>
internal static class ColumnChart
{
    private const double Width = 480;
    private const double Height = 230;
    private const double Right = 6;
    private const double Top = 30;
    private const double Bottom = 30;

    /// <summary>What a character of a label takes, at the size that a telephone shows, and what stays free between two.</summary>
    private const double Character = 9.8;
    private const double Gap = 14;

    /// <summary>Draws one.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Names it on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="series">The colours, from the bottom up.</param>
    /// <param name="columns">The columns, from the left.</param>
    internal static void Write(Html html, string id, string title, string unit, IReadOnlyList<ChartSeries> series, IReadOnlyList<ChartColumn> columns)
    {
        var up = new Scale(columns.Max(column => column.Parts.Sum()), Height - Bottom, -(Height - Bottom - Top));
        double left = (Html.Number(up.Top).Length * Character) + 8;
        html.Raw("<svg viewBox=\"0 0 480 230\" role=img aria-labelledby=").Raw(id).Raw("><title id=").Raw(id).Raw(">").Say(title).Raw("</title>");
        html.Raw("<text class=unit x=0 y=12>").Say(unit).Raw("</text>");
        foreach (long tick in up.Ticks())
        {
            double y = up.At(tick);
            html.Raw(tick == 0 ? "<line class=base x1=" : "<line class=grid x1=").Raw(left).Raw(" x2=").Raw(Width - Right).Raw(" y1=").Raw(y).Raw(" y2=").Raw(y).Raw(" />");
            html.Raw("<text class=tick text-anchor=end x=").Raw(left - 6).Raw(" y=").Raw(y + 4).Raw(">").Say(tick).Raw("</text>");
        }

        double room = (Width - left - Right) / Math.Max(columns.Count, 6);
        double width = Math.Min(28, room * 0.72);
        double labelRoom = (columns.Max(column => column.Label.Length) * Character) + Gap;
        int every = (int)Math.Ceiling(labelRoom / room);
        for (int i = 0; i < columns.Count; i++)
        {
            double middle = left + (room * (i + 0.5));
            WriteColumn(html, columns[i], series, middle - (width / 2), width, up);

            // From the right: the latest always has its label.
            if ((columns.Count - 1 - i) % every == 0)
            {
                WriteLabel(html, columns[i].Label, middle, labelRoom);
            }
        }

        html.Raw("</svg>");
    }

    private static void WriteColumn(Html html, ChartColumn column, IReadOnlyList<ChartSeries> series, double x, double width, Scale up)
    {
        if (column.Parts.Sum() == 0)
        {
            return;
        }

        html.Raw("<g><title>").Say(column.Name);
        for (int i = 0; i < series.Count; i++)
        {
            html.Say(column.Parts[i] == 0 ? string.Empty : " · " + series[i].Name + " " + Html.Number(column.Parts[i]));
        }

        html.Raw("</title>");
        long below = 0;
        for (int i = 0; i < series.Count; i++)
        {
            long part = column.Parts[i];
            if (part == 0)
            {
                continue;
            }

            // A single refusal among thousands is to be seen.
            double bottom = up.At(below);
            double top = Math.Min(up.At(below + part), bottom - 2);
            html.Raw("<rect class=\"").Raw(series[i].Style).Raw("\" x=").Raw(x).Raw(" y=").Raw(top).Raw(" width=").Raw(width).Raw(" height=").Raw(bottom - top).Raw(" />");
            below += part;
        }

        html.Raw("</g>");
    }

    // A label at the edge would run out of the picture, and the one before the last into it.
    private static void WriteLabel(Html html, string label, double middle, double room)
    {
        bool atEnd = middle > Width - (room / 2);
        if (!atEnd && (middle + (room / 2) > Width - room + Gap || middle < room / 2))
        {
            return;
        }

        html.Raw("<text class=tick text-anchor=").Raw(atEnd ? "end" : "middle").Raw(" x=").Raw(atEnd ? Width : middle).Raw(" y=").Raw(Height - Bottom + 18).Raw(">")
            .Say(label).Raw("</text>");
    }
}
