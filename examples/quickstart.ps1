# The main job, on this machine alone: a sandbox stands in for Feishu, a real export is delivered to it, and rows that are
# refused show what a refusal looks like.
#   dotnet run --project tools/FeishuHire.Shell -- examples/quickstart.ps1     where only the .NET SDK is
#   ./examples/quickstart.ps1                                                  in PowerShell, after dotnet build
[CmdletBinding()]
param(
    [string] $Path = [IO.Path]::Combine($PSScriptRoot, 'data', 'updates-utf8.csv')
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

# Import-Csv where PowerShell is. The bare engine of tools/FeishuHire.Shell does not have it; as no cell of this file is in
# quotes, splitting the lines says the same.
function Read-Row([string] $File) {
    if (Get-Command Import-Csv -ErrorAction Ignore) {
        return Import-Csv -LiteralPath $File -Encoding UTF8
    }

    $titles, $lines = [IO.File]::ReadAllLines($File)
    $titles = $titles.Split(',')
    foreach ($line in $lines) {
        $cells = $line.Split(',')
        $row = [ordered]@{}
        for ($i = 0; $i -lt $titles.Count; $i++) {
            $row[$titles[$i]] = $cells[$i]
        }

        [pscustomobject] $row
    }
}

$rows = @(Read-Row $Path)
$orders = [Collections.Generic.HashSet[string]] @($rows | ForEach-Object { $_.background_check_id })
$stages = [Collections.Generic.HashSet[string]] @($rows | ForEach-Object { "$($_.background_check_id)/$($_.stage_id)" })

# The sandbox knows these orders only, and takes its time as a server far away does.
$null = Start-FeishuHireSandbox -KnownOrder @($orders) -Latency 300
try {
    Connect-FeishuHire -Sandbox | Out-Default

    "$($rows.Count) rows, $($stages.Count) stages of $($orders.Count) orders:"
    $rows | Update-BgCheckProgress -OutVariable delivered | Out-Default

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

    if ($delivered.Count -ne $stages.Count -or $failed.Count -ne $refused.Count) {
        throw "$($delivered.Count) of $($stages.Count) stages were delivered, and $($failed.Count) of $($refused.Count) rows refused."
    }
}
finally {
    Disconnect-FeishuHire
    Stop-FeishuHireSandbox
}
