using System;
using System.Collections.Generic;
using System.Globalization;

namespace FeishuHire.Bench.Harness;

/// <summary>What a child process printed about itself, and how long it lived.</summary>
/// <param name="Wall">Seconds from its start to its end.</param>
/// <param name="Figures">The pairs of its BENCH line; empty where it prints none.</param>
internal sealed record ChildResult(double Wall, IReadOnlyDictionary<string, double> Figures)
{
    /// <summary>What came through.</summary>
    public int Done => (int)Figures["done"];

    /// <summary>What did not.</summary>
    public int Failed => (int)Figures["failed"];

    /// <summary>Stages that an earlier run had delivered.</summary>
    public int Already => (int)Figures["already"];

    /// <summary>Stages that waited for an earlier one.</summary>
    public int Held => (int)Figures["held"];

    /// <summary>Stages of which nobody knows whether they got there.</summary>
    public int Uncertain => (int)Figures["uncertain"];

    /// <summary>Seconds of the measured part.</summary>
    public double Seconds => Figures["seconds"];

    /// <summary>CPU seconds, all threads, of the measured part.</summary>
    public double Cpu => Figures["cpu"];

    /// <summary>CPU seconds of the whole process, its start included.</summary>
    public double CpuAll => Figures["cpuAll"];

    /// <summary>The most memory that was resident, in MiB.</summary>
    public double PeakMiB => Figures["peakKb"] / 1024;

    public static Dictionary<string, double> Parse(string line)
    {
        Dictionary<string, double> figures = new(StringComparer.Ordinal);
        foreach (string pair in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])
        {
            string[] parts = pair.Split('=');
            figures.Add(parts[0], double.Parse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return figures;
    }
}
