# Delivers what the vendor's system has exported, unattended: for a scheduled task. Reads, sends what is new, leaves the results
# of the run in a folder of its own, and ends with a code that a scheduler can act on:
#   0  everything is delivered, or was before       4  another run is active
#   1  configuration or credential                  5  Feishu or the network is out of reach: the next run may succeed
#   2  rows failed anew, or are held anew           6  the input is missing, or a file of it cannot be read
#   3  -MaxDuration is over: the next run goes on   7  nothing new, but rows still wait for somebody
# The reason is the last line of the output; with -LogPath it stands in the log of the day and in status.json too.
# It asks nothing and runs in Windows PowerShell 5.1 and PowerShell 7. How to set it up: about_FeishuHire_ScheduledTasks.
[CmdletBinding()]
param(
    # The job: a .psd1 file with these parameters as its keys. The command line overrides it; paths in it go out from its folder.
    [string] $JobFile,

    # The exports: files, also with wildcards.
    [string[]] $Path,

    # What they hold: Progress, the stages, or Result, the final results.
    [string] $Kind = 'Progress',

    # The folder for the results of all runs.
    [string] $ResultPath,

    # The folder for a log a day and status.json, of this job alone.
    [string] $LogPath,

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

    # Seconds for which what was told, and has not changed, is not told again.
    [double] $QuietFor = 72000,

    # Days after which logs and results are deleted, since these hold personal data; 0 keeps them. What still waits is kept.
    [int] $KeepDays = 30,

    # The file that save-feishu-secret.ps1 -Webhook has made: the bot of a Feishu group that is told what needs somebody. Or the
    # name of its address in a vault. Without either: FEISHU_BOT_WEBHOOK and FEISHU_BOT_SECRET, where they are set.
    [string] $WebhookPath,
    [string] $WebhookSecretName,

    # Writes a line for each end into the event log of Windows.
    [switch] $EventLog,

    # Rehearses on this machine: nothing goes to Feishu.
    [switch] $Sandbox,

    # Further parameters of Connect-FeishuHire, e.g. @{ Proxy = 'http://proxy:8080'; AppTicketPath = 'D:\ticket.txt' },
    [hashtable] $ConnectOption = @{},

    # of Import-BgCheckProgress, e.g. @{ Worksheet = '导出'; OrderMap = 'D:\orders.csv' },
    [hashtable] $ImportOption = @{},

    # and of Send-BgCheckSummary, e.g. @{ Keyword = '背调'; Proxy = 'http://proxy:8080' }.
    [hashtable] $BotOption = @{}
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$given = $PSBoundParameters
$keys = @($MyInvocation.MyCommand.ScriptBlock.Ast.ParamBlock.Parameters | ForEach-Object { $_.Name.VariablePath.UserPath })
$start = [DateTimeOffset]::Now
$invariant = [Globalization.CultureInfo]::InvariantCulture
$utf8 = New-Object Text.UTF8Encoding $true
$unreadableIds = 'FileNotFound', 'FileUnreadable', 'FileBusy', 'FileFormatNotSupported', 'ColumnsNotFound', 'ColumnDuplicated'
$networkIds = 'ConnectionFailed', 'OutcomeUnknown', 'ServiceUnavailable', 'SystemError', 'UnreadableAnswer', 'RateLimited'
$code = 1
$errors = @{}
$kindOption = @{}
$cmdlet = 'Update-BgCheckProgress'
$told = $unread = $waiting = @()
$log = $statusFile = $before = $connection = $failure = $summary = $open = $null

function Format-Time($Time, [string] $Format = 'yyyy-MM-ddTHH:mm:sszzz') { if ($Time) { ([DateTimeOffset] $Time).ToString($Format, $invariant) } }
function Get-FullPath([string] $Name) { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Name) }

function Write-Log([string] $Text) {
    if (-not $log) { return }
    $line = "$(Format-Time ([DateTimeOffset]::Now)) $($Text -replace '\s*[\r\n]+\s*', ' ')$([Environment]::NewLine)"
    for ($try = 1; ; $try++) {
        # A run that waits for this one writes into the same file.
        try { [IO.File]::AppendAllText($log, $line, $utf8); return }
        catch { if ($try -eq 20) { $script:log = $null; Write-Warning "The log cannot be written any more: $($_.Exception.GetBaseException().Message)"; return }; Start-Sleep -Milliseconds 50 }
    }
}

function Write-Both([string] $Text) { Write-Output $Text; Write-Log $Text }

function Get-Distance([string] $One, [string] $Other) {
    $row = 0..$Other.Length
    for ($i = 1; $i -le $One.Length; $i++) {
        $corner, $row[0] = $row[0], $i
        for ($j = 1; $j -le $Other.Length; $j++) {
            $change = $corner + [int] ($One[$i - 1] -ne $Other[$j - 1])
            $corner, $row[$j] = $row[$j], [Math]::Min([Math]::Min($row[$j], $row[$j - 1]) + 1, $change)
        }
    }
    $row[$Other.Length]
}

# The values that the job file has for parameters which the command line leaves out.
function Read-Job {
    $file = Get-FullPath $JobFile
    try { $job = Import-PowerShellDataFile -LiteralPath $file } catch { throw "The job file $JobFile cannot be read: $($_.Exception.Message)" }
    $wrong = @($job.Keys | Where-Object { $_ -eq 'JobFile' -or $keys -notcontains $_ } | ForEach-Object {
            $key = "$_"
            $near = $keys | Where-Object { $_ -ne 'JobFile' } | Sort-Object { Get-Distance $key $_ } | Select-Object -First 1
            if ((Get-Distance $key $near) -le 3) { "'$key' (did you mean ${near}?)" } else { "'$key'" }
        })
    if ($wrong) { throw "The job file $JobFile has keys that are no parameters of this script: $($wrong -join ', ')." }

    $folder = [IO.Path]::GetDirectoryName($file)
    $resolve = { if ([IO.Path]::IsPathRooted("$_")) { $_ } else { [IO.Path]::Combine($folder, "$_") } }
    foreach ($table in $job['ConnectOption'], $job['ImportOption']) {
        foreach ($key in 'AppTicketPath', 'OrderMap') { if ($table -and $table[$key]) { $table[$key] = $table[$key] | ForEach-Object $resolve } }
    }

    foreach ($key in @($job.Keys | Where-Object { -not $given.ContainsKey($_) })) {
        $value = $job[$key]
        if ($key -match 'Path$') { $value = $value | ForEach-Object $resolve }
        try { Set-Variable -Name $key -Value $value -Scope Script } catch { throw "$key of the job file ${JobFile}: $($_.Exception.Message)" }
    }
}

function Open-Log {
    $folder = Get-FullPath $LogPath
    $file = [IO.Path]::Combine($folder, (Format-Time $start 'yyyy-MM-dd') + '.log')
    $script:statusFile = [IO.Path]::Combine($folder, 'status.json')
    $script:LogPath = $null
    try {
        $null = [IO.Directory]::CreateDirectory($folder)
        foreach ($name in $file, "$statusFile.new") { [IO.File]::AppendAllText($name, '', $utf8) }
    }
    catch { throw "Log and status cannot be written into ${folder}: $($_.Exception.GetBaseException().Message)" }
    $script:LogPath = $folder
    $script:log = $file
    Write-Log "Start: $Kind"
    if ([IO.File]::Exists($statusFile)) { try { $script:before = ConvertFrom-Json ([IO.File]::ReadAllText($statusFile)) } catch { Write-Log 'WARNING: status.json could not be read, and is made anew.' } }
}

function Get-StoredSecret([string] $Name) {
    if (-not (Get-Command Get-Secret -ErrorAction SilentlyContinue)) { throw 'The module Microsoft.PowerShell.SecretManagement is not there for this account: install it, or use the file that save-feishu-secret.ps1 makes.' }
    Get-Secret -Name $Name
}

function Get-SavedSecret([string] $File) {
    if (-not [IO.File]::Exists((Get-FullPath $File))) { throw "There is no file ${File}: make it with save-feishu-secret.ps1, as the account that runs this task." }
    try { Import-Clixml -LiteralPath $File }
    catch { throw "$File cannot be read by this account on this machine, which must have saved it itself with save-feishu-secret.ps1: $($_.Exception.Message)" }
}

function Connect-Feishu {
    $connect = @{} + $ConnectOption
    if ($Sandbox) { $connect['Sandbox'] = $true }
    elseif ($CredentialPath) { $connect['Credential'] = Get-SavedSecret $CredentialPath }
    elseif ($SecretName) { $connect['Credential'] = Get-StoredSecret $SecretName }

    if ($LedgerPath) { $connect['LedgerPath'] = $LedgerPath }
    if ($NewLedger) { $connect['NewLedger'] = $true }
    Connect-FeishuHire @connect -WarningVariable warned
    foreach ($warning in $warned) { Write-Log "WARNING $warning" }
}

# Logs and the folders of earlier runs, and nothing else that somebody may have put beside them. What has a row of an order that
# still waits is kept, and so is what cannot be told.
function Remove-Old {
    if ($KeepDays -le 0) { return }
    $oldest = $start.AddDays(-$KeepDays).ToString('yyyyMMdd-HHmmss', $invariant)
    foreach ($file in @(if ($LogPath) { [IO.Directory]::GetFiles($LogPath, '????-??-??.log') })) {
        if ([IO.Path]::GetFileName($file).Replace('-', '').Substring(0, 8) -lt $oldest.Substring(0, 8)) { [IO.File]::Delete($file) }
    }

    $all = if ($ResultPath) { Get-FullPath $ResultPath }
    foreach ($folder in @(if ($all -and [IO.Directory]::Exists($all)) { [IO.Directory]::GetDirectories($all) })) {
        $name = [IO.Path]::GetFileName($folder)
        if ($name -notmatch '^\d{8}-\d{6}-[0-9a-f]{32}$' -or [string]::CompareOrdinal($name, $oldest) -ge 0) { continue }
        try {
            $left = @([IO.Directory]::GetFiles($folder) | Where-Object { $_ -match '(failed|unprocessed)\.csv$' })
            if ($left -and ($null -eq $open -or @(Import-BgCheckProgress -LiteralPath $left @kindOption | Where-Object { $open.Contains("$($_.BackgroundCheckId)") }))) { continue }
            [IO.Directory]::Delete($folder, $true)
        }
        # Somebody may have a file of it open: the next run tries again.
        catch { Write-Both "Not deleted: $folder" }
    }
}

# What a monitor looks at: replaced whole, so that nobody reads half of it.
function Write-Status {
    if (-not $LogPath) { return }
    $status = [ordered] @{
        Kind = $Kind; LastStart = Format-Time $start; LastEnd = Format-Time ([DateTimeOffset]::Now)
        LastSuccess = if ($code -eq 0) { Format-Time ([DateTimeOffset]::Now) } else { Format-Time $before.LastSuccess }
        ExitCode = $code; ErrorId = $errorId; Reason = $reason; RunId = $summary.RunId; ResultPath = $summary.ResultPath
        Counts = [ordered] @{}; OrdersWaiting = $summary.OrdersWaiting; WaitingSince = $waitingSince; Waiting = @($waiting | Select-Object -First 50); ToldAt = $toldAt
    }
    foreach ($name in 'Rows', 'Delivered', 'AlreadyDelivered', 'RefusedBefore', 'Failed', 'Held', 'Uncertain', 'Unprocessed', 'Calls', 'Causes') { $status.Counts[$name] = $summary.$name }
    $new = "$statusFile.new"
    [IO.File]::WriteAllText($new, (ConvertTo-Json $status -Depth 4))
    if ([IO.File]::Exists($statusFile)) { [IO.File]::Replace($new, $statusFile, [NullString]::Value) } else { [IO.File]::Move($new, $statusFile) }
}

function Write-Event {
    if (-not $EventLog) { return }
    if ([Environment]::OSVersion.Platform -ne 'Win32NT') { Write-Both 'WARNING: no line in the event log: only Windows has one.'; return }
    $type = if ($code -eq 0) { 'Information' } elseif ($code -in 3, 4, 7) { 'Warning' } else { 'Error' }
    [Diagnostics.EventLog]::WriteEntry('FeishuHire', "$Kind, exit code ${code}: $reason", $type, 100 + $code)
}

# What has not changed since it was told is not told again; rows see to that themselves.
function Send-Word {
    if ($code -in 0, 7 -or -not $summary -or -not ($WebhookPath -or $WebhookSecretName -or $env:FEISHU_BOT_WEBHOOK)) { return }
    $same = $code -ne 2 -and $before.ExitCode -eq $code -and $before.ErrorId -eq $errorId
    if ($same -and $before.ToldAt -and ([DateTimeOffset] $before.ToldAt).AddSeconds($QuietFor) -gt $start) { return Format-Time $before.ToldAt }
    $bot = @{} + $BotOption
    if ($WebhookPath) { $bot += Get-SavedSecret $WebhookPath } elseif ($WebhookSecretName) { $bot['WebhookUri'] = Get-StoredSecret $WebhookSecretName }
    $refused = @($summary | Send-BgCheckSummary @bot -OnlyIfNeeded 3>&1)
    if ($refused) { throw "$($refused[0])" }
    Format-Time $start
}

try {
    try {
        if ($JobFile) { Read-Job }
        if ($LogPath) { Open-Log }
        if ($Kind -notin 'Progress', 'Result') { throw "-Kind is Progress or Result, not '$Kind'." }
        if (-not $Path -or -not $ResultPath) { throw 'Give -Path, the exports, and -ResultPath, the folder for the results.' }
        if (-not (Get-Module FeishuHire)) { Import-Module FeishuHire }
        $connection = Connect-Feishu

        $update = @{ ResultPath = $ResultPath; WaitForRun = $WaitForRun; QuietFor = $QuietFor; Confirm = $false }
        if ($MaxDuration -gt 0) { $update['MaxDuration'] = $MaxDuration }
        if ($Kind -eq 'Result') { $kindOption['Kind'] = 'Result'; $cmdlet = 'Update-BgCheckResult' }

        # Errors are counted as they come: a bad day may have many, and each row stands in the results anyway.
        Import-BgCheckProgress -Path $Path @kindOption @ImportOption -ErrorAction SilentlyContinue -ErrorVariable unread |
            & $cmdlet @update -ErrorAction Continue -InformationVariable told 3>&1 2>&1 |
            ForEach-Object {
                if ($_ -is [Management.Automation.ErrorRecord]) {
                    $id = $_.FullyQualifiedErrorId.Split(',')[0]
                    $errors[$id] = 1 + $errors[$id]
                    Write-Log "FAILED $id $_"
                }
                elseif ($_ -is [Management.Automation.WarningRecord]) { Write-Both "WARNING: $_" }
                elseif ("$($_.Status)" -eq 'Delivered') { Write-Log "Delivered $($_.Source) order $($_.BackgroundCheckId)$(if ($_.StageId) { " stage $($_.StageId)" })" }
            }
    }
    catch { $failure = $_ }

    # What the run came to, also where it ended early.
    foreach ($record in $told) { if ($record.Tags -contains 'FeishuHire.Summary') { $summary = $record.MessageData } }
    $unread = @($unread | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
    if ($summary) {
        foreach ($record in $unread) { Write-Both "$record" }
        Write-Both "$summary"
        foreach ($id in $errors.Keys) { Write-Both "  ${id}: $($errors[$id])" }
        Write-Both "Results: $($summary.ResultPath)"
    }

    $errorId = if ($failure) { $failure.Exception.ErrorId } elseif ($unread) { $unread[0].Exception.ErrorId }
    $isNetwork = @($errors.Keys | Where-Object { $_ -in $networkIds }) -and -not @($errors.Keys | Where-Object { $_ -notin $networkIds -and $_ -ne 'OrderHeld' })
    $code =
        if ($failure) { if ($errorId -eq 'AnotherRunActive') { 4 } elseif ($errorId -in $networkIds) { 5 } elseif ($errorId -in $unreadableIds) { 6 } else { 1 } }
        elseif ($unread) { 6 }
        elseif ($isNetwork) { 5 }
        elseif ($errors.Count) { 2 }
        elseif ($summary.End -eq 'OutOfTime') { 3 }
        elseif ($summary.OrdersWaiting) { 7 }
        else { 0 }
    $causes = @($errors.Keys | Sort-Object { -$errors[$_] } | ForEach-Object { "${_}: $($errors[$_])" }) -join ', '
    $reason = if ($failure) { "$($failure.Exception.Message)" } elseif ($unread) { "$($unread[0].Exception.Message)" } else { "$summary $causes".Trim() }

    # What waits, the oldest first; where there is no ledger to ask, nothing is known.
    $waitingSince = $toldAt = $null
    try {
        $ledger = if ($connection) { @{ Connection = $connection } } elseif ($LedgerPath -and (Get-Module FeishuHire)) { @{ LedgerPath = $LedgerPath } }
        if ($ledger) {
            $found = New-Object Collections.Generic.HashSet[string]
            Get-BgCheckDelivery -NeedsAction @ledger | ForEach-Object {
                $null = $found.Add("$($_.BackgroundCheckId)")
                if ($waiting.Count -lt 50) { $waiting += [ordered] @{ Order = "$($_.BackgroundCheckId)"; Stage = "$($_.StageId)"; Status = "$($_.Status)"; ErrorId = $_.ErrorId; Since = "$($_.ChangedAt)" } }
            }
            $open = $found
            if ($waiting) { $waitingSince = $waiting[0].Since; $reason += " Waiting since ${waitingSince}." }
        }
    }
    catch { Write-Log "What waits could not be read: $($_.Exception.Message)" }

    if (-not $summary -and (Get-Module FeishuHire)) { $summary = New-Object FeishuHire.BgCheckRunSummary -Property @{ End = 'Failed' } }
    if ($summary -and $errorId) { $summary.ErrorId = $errorId }
    try { Remove-Old } catch { Write-Both "WARNING: $($_.Exception.Message)" }
    try { $toldAt = Send-Word } catch { Write-Both "WARNING: $($_.Exception.Message)" }
    try { Write-Status } catch { Write-Both "WARNING: status.json cannot be written: $($_.Exception.GetBaseException().Message)" }
    try { Write-Event } catch { Write-Both "WARNING: no line in the event log: $($_.Exception.GetBaseException().Message)" }
    Write-Both "Exit code ${code}: $($reason -replace '\s*[\r\n]+\s*', ' ')"
}
finally {
    if ($connection) { try { Disconnect-FeishuHire -Connection $connection } catch { $null = $_ } }
    if ($Sandbox) { try { Stop-FeishuHireSandbox } catch { $null = $_ } }
}

exit $code
