# Delivers the bench's rows as a user would, and prints what the process used for it. What is measured: reading the file
# (unless -From Objects), connecting, delivering.
param(
    [string] $Address,
    [string] $Rows,
    [ValidateSet('Import', 'Objects')]
    [string] $From = 'Import',
    [int] $ThrottleLimit = 16,
    [int] $CallsPerSecond = 50,
    [int] $CallsPerMinute = 1000,
    [string] $Ledger = '',
    [switch] $NewLedger,
    [switch] $NoReadBack,
    # Rows of a delivery before, unmeasured, so that what is measured runs compiled.
    [string] $WarmUp = ''
)

$ErrorActionPreference = 'Stop'
$process = [System.Diagnostics.Process]::GetCurrentProcess()
function Read-Row {
    param([string] $File)
    $first = $true
    foreach ($line in [System.IO.File]::ReadLines($File)) {
        if ($first) { $first = $false; continue }
        $cells = $line.Split(',')
        [pscustomobject]@{
            background_check_id = $cells[0]
            stage_id            = $cells[1]
            stage_en_name       = $cells[2]
            stage_name          = $cells[3]
            stage_time          = $cells[4]
            result              = $cells[5]
            report_name         = $cells[6]
            report_url          = $cells[7]
        }
    }
}

$connect = @{
    AppId          = 'cli_bench'
    AppSecret      = [System.Net.NetworkCredential]::new('', 'bench').SecurePassword
    BaseUri        = $Address
    Realm          = 'Bench'
    CallsPerSecond = $CallsPerSecond
    CallsPerMinute = $CallsPerMinute
}
if ($Ledger) { $connect.LedgerPath = $Ledger; $connect.NewLedger = $NewLedger }
else { $connect.NoLedger = $true }

Import-Module FeishuHire
$update = @{ ThrottleLimit = $ThrottleLimit; NoReadBack = $NoReadBack; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures'; InformationVariable = 'notes'; WarningAction = 'SilentlyContinue' }
$objects = if ($From -eq 'Objects') { @(Read-Row $Rows) }

# Dot-sourced: -InformationVariable and -ErrorVariable belong to the scope that calls.
$deliver = {
    param([string] $Rows)
    # Out-Null, not $null =: that would keep every delivery until the end.
    switch ($From) {
        'Import' { Import-BgCheckProgress $Rows | Update-BgCheckProgress @update | Out-Null }
        'Objects' { $objects | Update-BgCheckProgress @update | Out-Null }
    }
}

$file = $Rows
if ($WarmUp) {
    $null = Connect-FeishuHire @connect
    . $deliver $WarmUp
}

$compiled = [System.Runtime.JitInfo]::GetCompiledMethodCount($false)
$process.Refresh()
$cpuBefore = $process.TotalProcessorTime.TotalSeconds
$watch = [System.Diagnostics.Stopwatch]::StartNew()
if (-not $WarmUp) { $null = Connect-FeishuHire @connect }
. $deliver $file
$seconds = $watch.Elapsed.TotalSeconds
$process.Refresh()
$cpu = $process.TotalProcessorTime.TotalSeconds

$summary = $notes.Where({ $_.Tags -contains 'FeishuHire.Summary' })[-1].MessageData
[System.Console]::Out.WriteLine("BENCH done=$($summary.Delivered) failed=$($summary.Failed) already=$($summary.AlreadyDelivered) held=$($summary.Held) uncertain=$($summary.Uncertain) calls=$($summary.Calls) seconds=$seconds cpu=$($cpu - $cpuBefore) cpuAll=$cpu peakKb=$($process.PeakWorkingSet64 / 1024) compiled=$([System.Runtime.JitInfo]::GetCompiledMethodCount($false) - $compiled)")
foreach ($failure in @($failures)[0..2]) { if ($failure) { [System.Console]::Error.WriteLine("$($failure.FullyQualifiedErrorId): $failure") } }
Disconnect-FeishuHire
