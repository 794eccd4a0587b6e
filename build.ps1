# Tasks for people; the build itself is dotnet's.
#   ./build.ps1                    builds and lays the module out in out/FeishuHire/<version>
#   ./build.ps1 -Task Test         builds and runs all tests
#   ./build.ps1 -Task Package      makes out/FeishuHire.<version>.nupkg from a Release build, as dotnet msbuild -t:Package does
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

# The Pester suite, in a process of each PowerShell on this machine, against the package that dotnet test has made: it is
# about what its users see.
function Invoke-Suite {
    $suite = [IO.Path]::Combine($PSScriptRoot, 'tests', 'Pester', 'Invoke-Suite.ps1')
    $package = [IO.Path]::Combine($PSScriptRoot, 'src', 'FeishuHire', 'bin', $Configuration, '*.nupkg')
    $shells = @(Get-Command powershell.exe, pwsh -CommandType Application -ErrorAction Ignore | Group-Object Name | ForEach-Object { $_.Group[0].Path })
    if (-not $shells) {
        'Pester suite not run: there is no powershell.exe and no pwsh on this machine.'
    }

    foreach ($shell in $shells) {
        "Pester suite in $shell"
        $arguments = @('-NoProfile', '-NonInteractive')
        if ($env:OS -eq 'Windows_NT') {
            $arguments += '-ExecutionPolicy', 'Bypass'
        }

        & $shell @arguments -File $suite -Package $package
        if ($LASTEXITCODE -ne 0) {
            throw "The Pester suite failed in $shell."
        }
    }
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' {
            Invoke-DotNet build $solution --configuration $Configuration --nologo
        }
        'Test' {
            Invoke-DotNet test --solution $solution --configuration $Configuration
            Invoke-Suite
        }
        'Package' {
            Invoke-DotNet msbuild $solution -target:Package -nologo -verbosity:minimal
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
