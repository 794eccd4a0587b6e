# Lets rows wait for the end of an input that does not end, and prints what they take.
param([string] $Address, [string] $Rows, [int] $Count)

$ErrorActionPreference = 'Stop'
Import-Module FeishuHire
$secret = [System.Net.NetworkCredential]::new('', 'bench').SecurePassword
$null = Connect-FeishuHire -AppId cli_bench -AppSecret $secret -BaseUri $Address -Realm Bench -NoLedger
$state = @{ Count = 0; Before = 0 }
function Get-Heap { [System.GC]::Collect(); [System.GC]::WaitForPendingFinalizers(); [System.GC]::GetTotalMemory($true) }

Import-BgCheckProgress $Rows | ForEach-Object {
    if ($state.Count++ -eq 1000) { $state.Before = Get-Heap }
    $_
    if ($state.Count -eq $Count) {
        Start-Sleep -Seconds 2
        $heap = (Get-Heap) - $state.Before
        $process = [System.Diagnostics.Process]::GetCurrentProcess()
        [System.Console]::Out.WriteLine("BENCH heap=$heap peakKb=$($process.PeakWorkingSet64 / 1024)")
        [System.Environment]::Exit(0)
    }
} | Update-BgCheckProgress | Out-Null
