using System;
using System.Diagnostics;

namespace FeishuHire.Bench.Shared;

/// <summary>The measured part of a process: start-up lies before it.</summary>
internal sealed class Section
{
    private readonly double _cpuBefore = Cpu();
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Ends the part and prints its figures in the form that the driver reads.</summary>
    public void Print(int done, int failed)
    {
        double seconds = _watch.Elapsed.TotalSeconds;
        double cpu = Cpu();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"BENCH done={done} failed={failed} seconds={seconds:0.000} cpu={cpu - _cpuBefore:0.000} cpuAll={cpu:0.000} peakKb={process.PeakWorkingSet64 / 1024}");
    }

    private static double Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
