# Delivers what the vendor's system has exported, unattended: for a scheduled task. Reads, sends what is new, leaves the results
# of the run in a folder of its own, and ends with a code that a scheduler can act on:
#   0  everything is delivered, or was before
#   1  nothing could run, or a failure that concerns every row ended the run: see the last line
#   2  rows failed anew or are held: see failed.csv and unprocessed.csv of the run
#   3  -MaxDuration is over: the next run goes on
# It asks nothing and runs in Windows PowerShell 5.1 and PowerShell 7. How to set it up: about_FeishuHire_ScheduledTasks.
[CmdletBinding()]
param(
    # The exports: files, also with wildcards.
    [string[]] $Path,

    # The folder for the results of all runs.
    [string] $ResultPath,

    # The file that save-feishu-secret.ps1 has made for this account: the app's id and secret.
    [string] $CredentialPath,

    # Or the name of a credential in a vault of SecretManagement. Without either: FEISHU_APP_ID and FEISHU_APP_SECRET.
    [string] $SecretName,

    # What was sent so far: a file on a local disk. It must be there, so that a lost one does not send the history again.
    [string] $LedgerPath,

    # The first run only: makes the ledger.
    [switch] $NewLedger,

    # Seconds after which no further call starts. Less than the task's own time limit, which kills.
    [double] $MaxDuration,

    # Seconds to wait for another run on the same ledger.
    [double] $WaitForRun = 600,

    # Days after which the results of earlier runs are deleted, since they hold personal data; 0 keeps them.
    [int] $KeepDays,

    # Rehearses on this machine: nothing goes to Feishu.
    [switch] $Sandbox,

    # Further parameters of Connect-FeishuHire, e.g. @{ Proxy = 'http://proxy:8080'; AppTicketPath = 'D:\ticket.txt' },
    [hashtable] $ConnectOption = @{},

    # and of Import-BgCheckProgress, e.g. @{ Worksheet = '导出'; OrderMap = 'D:\orders.csv' }.
    [hashtable] $ImportOption = @{}
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$code = 1
$errors = @{}
$told = @()
$unread = @()
$summary = $null

function Get-AppCredential {
    if ($CredentialPath) {
        # Only the account that made it can read it, and only on this machine.
        return Import-Clixml -LiteralPath $CredentialPath
    }

    if ($SecretName) {
        return Get-Secret -Name $SecretName
    }
}

function Connect-Feishu {
    $connect = @{}
    foreach ($name in $ConnectOption.Keys) { $connect[$name] = $ConnectOption[$name] }
    if ($Sandbox) {
        $connect['Sandbox'] = $true
    }
    elseif ($CredentialPath -or $SecretName) {
        $connect['Credential'] = Get-AppCredential
    }

    if ($LedgerPath) { $connect['LedgerPath'] = $LedgerPath }
    if ($NewLedger) { $connect['NewLedger'] = $true }
    $null = Connect-FeishuHire @connect
}

# Folders of earlier runs, and nothing else that somebody may have put beside them.
function Remove-OldResult {
    if ($KeepDays -le 0 -or -not $ResultPath) { return }
    $all = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ResultPath)
    if (-not [IO.Directory]::Exists($all)) { return }
    $oldest = [DateTime]::Now.AddDays(-$KeepDays).ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
    foreach ($folder in [IO.Directory]::GetDirectories($all)) {
        $name = [IO.Path]::GetFileName($folder)
        if ($name -match '^\d{8}-\d{6}-[0-9a-f]{32}$' -and [string]::CompareOrdinal($name, $oldest) -lt 0) {
            # Somebody may have a file of it open: the next run tries again.
            try { [IO.Directory]::Delete($folder, $true) } catch { "Not deleted: $folder" }
        }
    }
}

# What the run came to, also where it ended early.
function Get-RunSummary {
    foreach ($record in $told) { if ($record.Tags -contains 'FeishuHire.Summary') { $record.MessageData } }
}

function Show-RunSummary {
    # What Import could not read; its messages name file and row, and quote no personal data.
    foreach ($problem in $unread) {
        if ($problem -is [Management.Automation.ErrorRecord]) { "$($problem.Exception.Message)" }
    }

    if (-not $summary) { return }
    "$summary"
    foreach ($id in $errors.Keys) { "  ${id}: $($errors[$id])" }
    "Results: $($summary.ResultPath)"
}

try {
    if (-not $Path -or -not $ResultPath) { throw 'Give -Path, the exports, and -ResultPath, the folder for the results.' }
    if (-not (Get-Module FeishuHire)) { Import-Module FeishuHire }

    Connect-Feishu

    $update = @{ ResultPath = $ResultPath; WaitForRun = $WaitForRun; Confirm = $false }
    if ($MaxDuration -gt 0) { $update['MaxDuration'] = $MaxDuration }

    # Errors are counted as they come: a bad day may have many, and each row stands in the results anyway.
    Import-BgCheckProgress -Path $Path @ImportOption -ErrorAction SilentlyContinue -ErrorVariable unread |
        Update-BgCheckProgress @update -ErrorAction Continue -InformationVariable told 2>&1 |
        ForEach-Object {
            if ($_ -is [Management.Automation.ErrorRecord]) {
                $id = $_.FullyQualifiedErrorId.Split(',')[0]
                $errors[$id] = 1 + $errors[$id]
            }
        }

    $summary = Get-RunSummary
    Show-RunSummary
    $code =
        if ($summary.Rows -eq 0 -and $unread.Count -gt 0) { 1 }
        elseif ($summary.Failed + $summary.Held + $unread.Count -gt 0) { 2 }
        elseif ($summary.End -eq 'OutOfTime') { 3 }
        else { 0 }
}
catch {
    # A failure that concerns every row: no connection, a refused secret, another run, an unusable ledger or folder.
    $summary = Get-RunSummary
    Show-RunSummary
    "$($_.Exception.Message)"
    $code = 1
}
finally {
    try { Remove-OldResult } catch { "$($_.Exception.Message)" }
    if ($Sandbox) { try { Stop-FeishuHireSandbox } catch { $null = $_ } }
}

exit $code
