using System;
using System.Collections.Generic;
using System.Linq;

namespace FeishuHire.Engine.Reports;

/// <summary>Bars from left to right with their numbers at the end, as SVG.</summary>
internal static class BarChart
{
    private const double Width = 480;
    private const double Character = 9.8;
    private const double NumberRoom = 64;
    private const double Row = 32;
    private const double Bar = 18;

    /// <summary>Draws one.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="id">Names it on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="style">The class of the bars.</param>
    /// <param name="bars">The bars, from the top.</param>
    internal static void Write(Html html, string id, string title, string unit, string style, IReadOnlyList<(string Label, long Count)> bars)
    {
        double height = (bars.Count * Row) + 28;
        double left = Math.Max(128, (bars.Max(bar => bar.Label.Length) * Character) + 12);
        long most = Math.Max(1, bars.Max(bar => bar.Count));
        html.Raw("<svg viewBox=\"0 0 480 ").Raw(height).Raw("\" role=img aria-labelledby=").Raw(id).Raw("><title id=").Raw(id).Raw(">").Say(title).Raw("</title>");
        html.Raw("<text class=unit x=0 y=12>").Say(unit).Raw("</text>");
        for (int i = 0; i < bars.Count; i++)
        {
            double y = 24 + (i * Row);
            double length = bars[i].Count == 0 ? 0 : Math.Max(2, (Width - left - NumberRoom) * bars[i].Count / most);
            html.Raw("<text class=tick text-anchor=end x=").Raw(left - 10).Raw(" y=").Raw(y + 14).Raw(">").Say(bars[i].Label).Raw("</text>");
            html.Raw("<rect class=\"").Raw(style).Raw("\" x=").Raw(left).Raw(" y=").Raw(y).Raw(" width=").Raw(length).Raw(" height=").Raw(Bar).Raw(" />");
            html.Raw("<text class=number x=").Raw(left + length + 8).Raw(" y=").Raw(y + 14).Raw(">").Say(bars[i].Count).Raw("</text>");
        }

        html.Raw("<line class=base x1=").Raw(left).Raw(" x2=").Raw(left).Raw(" y1=20 y2=").Raw(height - 4).Raw(" /></svg>");
    }
}
