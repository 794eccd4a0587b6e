# The main job, on this machine alone: a sandbox stands in for Feishu, a real sheet is checked and delivered to it, sent once more,
# and rows that are refused show what a refusal looks like.
#   dotnet run --project tools/FeishuHire.Shell -- examples/quickstart.ps1     where only the .NET SDK is
#   ./examples/quickstart.ps1                                                  in PowerShell, after dotnet build
[CmdletBinding()]
param(
    # A sheet of your own may be given here: .csv, .tsv, .txt, .xlsx or .xls.
    [string] $Path = [IO.Path]::Combine($PSScriptRoot, 'data', 'updates.xlsx')
)

$ErrorActionPreference = 'Stop'

# The module that was just built, or else the one that is installed.
$built = [IO.Path]::Combine([IO.Path]::GetDirectoryName($PSScriptRoot), 'out', 'FeishuHire')
if ([IO.Directory]::Exists($built)) {
    Import-Module @([IO.Directory]::GetFiles($built, 'FeishuHire.psd1', 'AllDirectories'))[0]
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

    if (($plan.Problems -eq 0 -and $delivered.Count -ne $plan.Calls) -or $again.Calls -ne 0 -or $failed.Count -ne $refused.Count) {
        throw "$($delivered.Count) of $($plan.Calls) stages were delivered, $($again.Calls) sent again, and $($failed.Count) of $($refused.Count) rows refused."
    }
}
finally {
    Disconnect-FeishuHire
    Stop-FeishuHireSandbox
}
