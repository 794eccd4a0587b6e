# Runs the suite in this PowerShell against the built module, or the one that -ModulePath names (its manifest or its
# folder). The line 'PESTER <passed> <failed> <skipped>' is for the scripts that call this; the exit code is 0 if all went well.
[CmdletBinding()]
param(
    [string] $ModulePath,

    # On a machine that is there to run the suite, no Pester is a failure.
    [switch] $RequirePester
)

$ErrorActionPreference = 'Stop'
if ($ModulePath) {
    $env:FEISHUHIRE_MODULE = (Resolve-Path -LiteralPath $ModulePath).ProviderPath
}

$pester = Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    "Not run: there is no Pester 5 for PowerShell $($PSVersionTable.PSVersion) on this machine."
    'PESTER 0 0 0'
    exit [int] $RequirePester.IsPresent
}

# By its path, since Windows PowerShell brings Pester 3 along.
Import-Module $pester.Path
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
