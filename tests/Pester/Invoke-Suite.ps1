# Runs the suite in this PowerShell against the module that -ModulePath names (its manifest or its folder). The line
# 'PESTER <passed> <failed> <skipped>' is for the scripts that call this; the exit code is 0 if all went well.
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    # Pester.psd1; without it the newest one that is installed.
    [string] $PesterPath
)

$ErrorActionPreference = 'Stop'
$env:FEISHUHIRE_MODULE = (Resolve-Path -LiteralPath $ModulePath).ProviderPath
if (-not $PesterPath) {
    $PesterPath = Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 } | Sort-Object Version -Descending | Select-Object -First 1 -ExpandProperty Path
    if (-not $PesterPath) {
        "There is no Pester 5 or 6 for PowerShell $($PSVersionTable.PSVersion) on this machine: 'dotnet msbuild tests/FeishuHire.ModuleTests -t:Pester' brings its own."
        exit 1
    }
}

# By its path, since Windows PowerShell brings Pester 3 along.
$pester = Import-Module $PesterPath -PassThru
"PowerShell $($PSVersionTable.PSVersion), Pester $($pester.Version), $env:FEISHUHIRE_MODULE"
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$run = Invoke-Pester -Configuration $configuration
$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
if ($run.PassedCount -eq 0) {
    'No test ran.'
    $failed++
}

"PESTER $($run.PassedCount) $failed $($run.SkippedCount)"
exit [int] ($failed -gt 0)
