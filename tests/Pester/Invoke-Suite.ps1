# Runs the suite in this PowerShell against the built module, the one that -ModulePath names (its manifest or its folder),
# or -Package, unpacked (the newest, where wildcards name several). The line 'PESTER <passed> <failed> <skipped>' is for
# the scripts that call this; the exit code is 0 if all went well.
[CmdletBinding()]
param(
    [string] $ModulePath,

    [string] $Package,

    # On a machine that is there to run the suite, no Pester is a failure.
    [switch] $RequirePester
)

$ErrorActionPreference = 'Stop'
if ($ModulePath) {
    $env:FEISHUHIRE_MODULE = (Resolve-Path -LiteralPath $ModulePath).ProviderPath
}

if ($Package) {
    # As Install-Module unpacks it: FeishuHire/<version>, without the parts that are the package's own.
    $file = @(Get-ChildItem -Path $Package | Sort-Object LastWriteTime)[-1]
    $modules = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'feishuhire-suite-' + [guid]::NewGuid().ToString('n'))
    $unpacked = [IO.Path]::Combine($modules, 'FeishuHire', ($file.BaseName -replace '^FeishuHire\.'))
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory($file.FullName, $unpacked)
    foreach ($part in '_rels', 'package', 'FeishuHire.nuspec', '[Content_Types].xml') {
        Remove-Item -LiteralPath ([IO.Path]::Combine($unpacked, $part)) -Recurse -Force
    }

    "Tested: $($file.FullName)"
    $env:FEISHUHIRE_MODULE = $unpacked
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

if ($Package) {
    # The processes of the tests have ended; this one still holds the module's assemblies, on Windows for as long as it lives.
    Remove-Item -LiteralPath $modules -Recurse -Force -ErrorAction SilentlyContinue
}

"PESTER $($run.PassedCount) $failed $($run.SkippedCount)"
exit [int] ($failed -gt 0)
