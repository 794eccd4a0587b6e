# What the files of the suite share: the module under test, rows of our own, and a PowerShell process of the same kind as
# the one that runs the suite. Dot-sourced in BeforeAll; written for Windows PowerShell 5.1 and PowerShell 7 alike.

$script:SuiteRoot = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
$script:SuiteData = [IO.Path]::Combine($script:SuiteRoot, 'examples', 'data')

# The manifest under test: FEISHUHIRE_MODULE (the manifest or its folder), else what dotnet build has laid out.
function Get-SuiteManifest {
    $place = $env:FEISHUHIRE_MODULE
    if (-not $place) {
        $place = [IO.Path]::Combine($script:SuiteRoot, 'out', 'FeishuHire')
    }

    if ([IO.File]::Exists($place)) {
        return [IO.Path]::GetFullPath($place)
    }

    $found = @(Get-ChildItem -LiteralPath $place -Filter FeishuHire.psd1 -Recurse -ErrorAction SilentlyContinue)
    if ($found.Count -ne 1) {
        throw "There must be one FeishuHire.psd1 under '$place', and there are $($found.Count). Run dotnet build, or set FEISHUHIRE_MODULE."
    }

    $found[0].FullName
}

# The folder that belongs on PSModulePath: above FeishuHire/<version>.
function Get-SuiteModuleRoot {
    $version = [IO.Path]::GetDirectoryName((Get-SuiteManifest))
    [IO.Path]::GetDirectoryName([IO.Path]::GetDirectoryName($version))
}

# Imports the module and connects to a sandbox of its own, which counts no calls: the suite is about the shell.
function Open-Suite {
    param([hashtable] $Sandbox = @{})

    Import-Module (Get-SuiteManifest)
    $null = Start-FeishuHireSandbox -CallsPerSecond 0 -CallsPerMinute 0 @Sandbox -WarningAction SilentlyContinue
    Connect-FeishuHire -Sandbox -CallsPerSecond 1000 -CallsPerMinute 60000
}

function Close-Suite {
    Disconnect-FeishuHire
    Stop-FeishuHireSandbox
}

# An order that no other test has used: 19 digits, the last not 0, as a rounded id's would be.
function New-SuiteOrder {
    '69{0:d8}{1:d8}7' -f (Get-Random -Maximum 100000000), (Get-Random -Maximum 100000000)
}

# A row as Import-Csv makes it; -More adds or replaces columns.
function New-SuiteRow {
    param(
        [string] $Order = (New-SuiteOrder),
        [int] $Stage = 1,
        [hashtable] $More = @{}
    )

    $row = [ordered]@{
        background_check_id = $Order
        stage_id            = "S$Stage"
        stage_name          = '授权确认'
        stage_time          = "$(1793592265000 + 1000 * $Stage)"
    }
    foreach ($column in $More.Keys) {
        $row[$column] = $More[$column]
    }

    [pscustomobject] $row
}

# The rows of an export under orders of their own, so that a file can be delivered more than once in one process.
function Set-SuiteSeries {
    param(
        [Parameter(ValueFromPipeline)] $Row,
        [string] $Series
    )

    process {
        $column = 'background_check_id', '背调ID', 'BackgroundCheckId' | Where-Object { $Row.PSObject.Properties[$_] } | Select-Object -First 1
        $Row.$column = $Row.$column.Replace('693128640', $Series)
        $Row
    }
}

# The bodies that the sandbox received for the orders of a series, in a definite order and without the series.
function Get-SuiteBody {
    param([string] $Series)

    @(Get-FeishuHireSandboxOrder | Where-Object { $_.BackgroundCheckId.StartsWith($Series) } | ForEach-Object { $_.Stage } |
            ForEach-Object { $_.Body.Replace("`"$Series", '"693128640') } | Sort-Object)
}

function New-SuiteSeries {
    '69{0:d7}' -f (Get-Random -Maximum 10000000)
}

function Get-SuiteId {
    param([Parameter(ValueFromPipeline)] $ErrorRecord)

    process { $ErrorRecord.FullyQualifiedErrorId.Split(',')[0] }
}

# Text without what a console adds to it: colours, line breaks at its width, the bar before a ConciseView message.
function ConvertTo-SuiteBare {
    param([string] $Text)

    ($Text -replace "$([char]27)\[[0-9;]*m", '') -replace '[\s|]', ''
}

# How often a text stands in another, whatever the console did to the lines.
function Measure-SuiteText {
    param([string] $Text, [string] $Part)

    $bare = ConvertTo-SuiteBare $Part
    if (-not $bare) {
        throw 'There is nothing to look for.'
    }

    ([regex]::Matches((ConvertTo-SuiteBare $Text), [regex]::Escape($bare))).Count
}

# Runs a script in a new process of this PowerShell, as a scheduled task would; -Module puts the module on PSModulePath.
# Output is read as the console wrote it; what has to keep its characters, the script writes to a file.
function Invoke-SuiteShell {
    param(
        [string] $Script,
        [string] $File,
        [string] $Arguments,
        [switch] $Module
    )

    if (-not $File) {
        $File = [IO.Path]::Combine($TestDrive, [guid]::NewGuid().ToString('n') + '.ps1')
        [IO.File]::WriteAllText($File, $Script, (New-Object Text.UTF8Encoding $true))
    }

    $start = New-Object Diagnostics.ProcessStartInfo
    # By its command: the process of a PowerShell that is a .NET tool is called dotnet. A PowerShell puts its own folder
    # first on PATH.
    $start.FileName = if ($PSVersionTable.PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' }
    $start.Arguments = '-NoLogo -NoProfile -NonInteractive'
    if ($env:OS -eq 'Windows_NT') {
        $start.Arguments += ' -ExecutionPolicy Bypass'
    }

    $start.Arguments += " -File `"$File`" $Arguments"
    $start.WorkingDirectory = $script:SuiteRoot
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.EnvironmentVariables['NO_COLOR'] = '1'
    $start.EnvironmentVariables['FEISHUHIRE_MODULE'] = Get-SuiteManifest
    if ($Module) {
        $start.EnvironmentVariables['PSModulePath'] = (Get-SuiteModuleRoot) + [IO.Path]::PathSeparator + $env:PSModulePath
    }

    $process = [Diagnostics.Process]::Start($start)
    try {
        $process.StandardInput.Close()
        $out = $process.StandardOutput.ReadToEndAsync()
        $err = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit(120000)) {
            $process.Kill()
            throw "The child process did not end: $($out.Result) $($err.Result)"
        }

        [pscustomobject]@{ ExitCode = $process.ExitCode; Text = $out.Result + $err.Result; Error = $err.Result }
    }
    finally {
        $process.Dispose()
    }
}
