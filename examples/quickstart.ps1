# The main job, on this machine alone: a sandbox stands in for Feishu, a real sheet is checked and delivered to it, sent once more,
# the ledger is lost and Feishu asked
# instead, an order gets its final result, and rows that are refused show what a refusal looks like.
#   dotnet tool exec -y PowerShell@7.6.9 -- -NoProfile -File examples/quickstart.ps1     where only the .NET SDK is
#   ./examples/quickstart.ps1                                                            in PowerShell
[CmdletBinding()]
param(
    # A sheet of your own may be given here: .csv, .tsv, .txt, .xlsx or .xls.
    [string] $Path = [IO.Path]::Combine($PSScriptRoot, 'data', 'updates.xlsx')
)

$ErrorActionPreference = 'Stop'

# The module of this repository, built first where it is not yet; outside of one, the module that is installed.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$project = [IO.Path]::Combine($root, 'src', 'FeishuHire', 'FeishuHire.csproj')
if ([IO.File]::Exists($project)) {
    $out = [IO.Directory]::CreateDirectory([IO.Path]::Combine($root, 'out', 'FeishuHire'))
    if (-not $out.GetFiles('FeishuHire.psd1', 'AllDirectories')) {
        'Building the module, which takes a minute:'
        & dotnet build $project --nologo --verbosity quiet
        if ($LASTEXITCODE -ne 0) {
            throw "The module could not be built: dotnet build ended with exit code $LASTEXITCODE."
        }
    }

    Import-Module $out.GetFiles('FeishuHire.psd1', 'AllDirectories')[0].FullName
}
else {
    Import-Module FeishuHire
}

'What sending the sheet would come to:'
Test-BgCheckProgress -LiteralPath $Path -Summary -OutVariable plan | Out-Default

# The sandbox knows these orders only, and takes its time as a server far away does.
$orders = [Collections.Generic.HashSet[string]] @(Import-BgCheckProgress -LiteralPath $Path | ForEach-Object { $_.BackgroundCheckId })
$null = Start-FeishuHireSandbox -KnownOrder @($orders) -Latency 300
try {
    Connect-FeishuHire -Sandbox | Out-Default

    "$($plan.Rows) rows, $($plan.Calls) stages of $($plan.Orders) orders:"
    Import-BgCheckProgress -LiteralPath $Path | Update-BgCheckProgress -ErrorAction Continue -OutVariable delivered | Out-Default

    'The same sheet again:'
    $null = Import-BgCheckProgress -LiteralPath $Path | Update-BgCheckProgress -ErrorAction SilentlyContinue -InformationVariable told
    $again = $told[-1].MessageData
    "$($again.AlreadyDelivered) stages were delivered before; $($again.Calls) calls were made."

    'What the sandbox received:'
    Get-FeishuHireSandboxOrder | Out-Default

    'The same sheet with a ledger that knows nothing: each order is read back before its first call.'
    $null = Connect-FeishuHire -Sandbox
    $null = Import-BgCheckProgress -LiteralPath $Path | Update-BgCheckProgress -ErrorAction SilentlyContinue -InformationVariable told
    $lost = $told[-1].MessageData
    "$($lost.AlreadyDelivered) stages are shown, and not sent again; $($lost.Calls) calls were made."

    'The final result of the first order, and what Feishu shows of it:'
    $first = $delivered[0].BackgroundCheckId
    Update-BgCheckResult -BackgroundCheckId $first -Result '无差异' -ResultTime '2026-11-10 10:00:00' -Confirm:$false -OutVariable result | Format-List BackgroundCheckId, Kind, StageTime, Status
    Get-BgCheckOrder $first | Format-List BackgroundCheckId, Status, Stage

    'Three rows that cannot be delivered:'
    $refused = @(
        # Not an order of this account: Feishu refuses it.
        [pscustomobject]@{ background_check_id = '6931286400479999999'; stage_id = 'S-1'; stage_name = '授权确认'; stage_time = '2026-11-02T12:00:00+08:00' }
        # A result needs a report: found here, and not sent.
        [pscustomobject]@{ background_check_id = '6931286400479999998'; stage_id = 'S-1'; stage_name = '学历核验'; stage_time = '2026-11-02T12:00:00+08:00'; result = '通过' }
        # Excel has rounded the id: found here, and not sent.
        [pscustomobject]@{ background_check_id = '6.93128640047035E+18'; stage_id = 'S-1'; stage_name = '授权确认'; stage_time = '2026-11-02T12:00:00+08:00' }
    )
    $refused | Update-BgCheckProgress -ErrorAction Continue -ErrorVariable failed | Out-Default

    'The same as data, to be repaired and piped again:'
    $failed | ForEach-Object {
        [pscustomobject]@{
            Id       = $_.FullyQualifiedErrorId.Split(',')[0]
            Category = "$($_.CategoryInfo.Category)"
            Code     = $_.Exception.Code
            Row      = $_.TargetObject
        }
    } | Out-Default

    if (($plan.Problems -eq 0 -and $delivered.Count -ne $plan.Calls) -or $again.Calls -ne 0 -or $lost.Calls -ne 0 -or $result.Count -ne 1 -or $failed.Count -ne $refused.Count) {
        throw "$($delivered.Count) of $($plan.Calls) stages were delivered, $($again.Calls) sent again, and $($failed.Count) of $($refused.Count) rows refused."
    }
}
finally {
    Disconnect-FeishuHire
    Stop-FeishuHireSandbox
}
