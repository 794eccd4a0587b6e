# Tasks for people; the build itself is dotnet's.
#   ./build.ps1                    builds and lays the module out in out/FeishuHire/<version>
#   ./build.ps1 -Task Test         builds and runs all tests, those of Pester included
#   ./build.ps1 -Task Package      makes out/FeishuHire.<version>.nupkg from a Release build
#   ./build.ps1 -Task Clean, Build a build from nothing
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$solution = [IO.Path]::Combine($PSScriptRoot, 'FeishuHire.sln')

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE."
    }
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' {
            Invoke-DotNet build $solution --configuration $Configuration --nologo
        }
        'Test' {
            Invoke-DotNet test --solution $solution --configuration $Configuration
            $pester = 'msbuild', "$PSScriptRoot/tests/FeishuHire.ModuleTests", '-target:Pester', "-property:Configuration=$Configuration", '-verbosity:minimal', '-nologo'
            Invoke-DotNet @pester
            if ($env:OS -eq 'Windows_NT') {
                Invoke-DotNet @pester '-property:PesterShell=powershell.exe'
            }
        }
        'Package' {
            Invoke-DotNet pack "$PSScriptRoot/src/FeishuHire" --nologo
        }
        'Clean' {
            Invoke-DotNet clean $solution --configuration $Configuration --nologo
            $out = [IO.Path]::Combine($PSScriptRoot, 'out')
            if ([IO.Directory]::Exists($out)) {
                [IO.Directory]::Delete($out, $true)
            }
        }
    }
}
