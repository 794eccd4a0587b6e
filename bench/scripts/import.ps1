# Reads a file of updates and throws them away.
param([string] $Rows)

$ErrorActionPreference = 'Stop'
$process = [System.Diagnostics.Process]::GetCurrentProcess()
Import-Module FeishuHire
$cpuBefore = $process.TotalProcessorTime.TotalSeconds
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-BgCheckProgress $Rows | Out-Null
$seconds = $watch.Elapsed.TotalSeconds
$process.Refresh()
$cpu = $process.TotalProcessorTime.TotalSeconds
[System.Console]::Out.WriteLine("BENCH done=0 failed=0 seconds=$seconds cpu=$($cpu - $cpuBefore) cpuAll=$cpu peakKb=$($process.PeakWorkingSet64 / 1024)")
