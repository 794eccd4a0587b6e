# The module as PowerShell finds, loads and drops it.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $manifest = Get-SuiteManifest
    Import-Module $manifest
}

Describe 'The manifest' {
    BeforeAll { $tested = Test-ModuleManifest -Path $manifest -ErrorAction Stop -WarningVariable warned }

    It 'passes Test-ModuleManifest without a warning' {
        $tested.Name | Should -Be 'FeishuHire'
        @($warned).Count | Should -Be 0
    }

    It 'has the version of the folder it is in' {
        [IO.Path]::GetFileName([IO.Path]::GetDirectoryName($manifest)) | Should -Be "$($tested.Version)"
    }

    It 'exports exactly the cmdlets that are there' {
        $listed = @($tested.ExportedCmdlets.Keys | Sort-Object)
        $listed | Should -Contain 'Update-BgCheckProgress'
        @(Get-Command -Module FeishuHire | ForEach-Object { $_.Name } | Sort-Object) | Should -Be $listed
        $tested.ExportedFunctions.Count | Should -Be 0
        $tested.ExportedAliases.Count | Should -Be 0
    }

    It 'names both editions and the oldest PowerShell' {
        $tested.CompatiblePSEditions | Sort-Object | Should -Be 'Core', 'Desktop'
        $tested.PowerShellVersion | Should -Be ([version] '5.1')
    }
}

Describe 'The cmdlets' {
    It 'have approved verbs' {
        $approved = @(Get-Verb | ForEach-Object { $_.Verb })
        foreach ($command in Get-Command -Module FeishuHire) {
            $approved | Should -Contain $command.Verb
        }
    }

    It 'have no mandatory prompt in the way of a scheduled task: <_>' -ForEach 'Connect-FeishuHire', 'Update-BgCheckProgress' {
        foreach ($set in (Get-Command $_).ParameterSets) {
            @($set.Parameters | Where-Object { $_.IsMandatory }).Count | Should -Be 0
        }
    }
}

Describe 'Loading' {
    It 'happens by itself from PSModulePath, with every type that scripts name' {
        $result = Invoke-SuiteShell -Module -Script @'
$ErrorActionPreference = 'Stop'
if (Get-Module FeishuHire) { throw 'It was loaded before it was called.' }
try { [pscustomobject]@{ stage_id = 'S1' } | Update-BgCheckProgress } catch [FeishuHire.FeishuHireException] { "caught $($_.Exception.ErrorId)" }
"type $([FeishuHire.BgCheckReportFile].Name)"
"version $((Get-Module FeishuHire).Version)"
'@
        $result.ExitCode | Should -Be 0 -Because $result.Text
        $result.Text | Should -Match 'caught NotConnected'
        $result.Text | Should -Match 'type BgCheckReportFile'
        $result.Text | Should -Match ([regex]::Escape("version $((Get-Module FeishuHire).Version)"))
    }

    It 'loads nothing of the engine before it is needed' {
        $result = Invoke-SuiteShell -Script @'
Import-Module $env:FEISHUHIRE_MODULE
$before = @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'FeishuHire.Engine', 'FeishuHire.Sandbox' }).Count
$null = Connect-FeishuHire -Sandbox
$after = @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'FeishuHire.Engine' }).Count
"engine $before $after"
'@
        $result.Text | Should -Match 'engine 0 1'
    }

    It 'can be undone and done again, by Remove-Module and by Import-Module -Force' {
        $result = Invoke-SuiteShell -Script @'
$ErrorActionPreference = 'Stop'
$row = [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = ''; stage_name = 'Done'; stage_time = '1793592265000' }
function Send {
    $null = Connect-FeishuHire -Sandbox
    $script:stage++
    $row.stage_id = "S$stage"
    $row.stage_time = "$(1793592265000 + 60000 * $stage)"
    "stage $stage $(($row | Update-BgCheckProgress).Status)"
}
$stage = 0
Import-Module $env:FEISHUHIRE_MODULE; Send
Remove-Module FeishuHire
"gone $(-not (Get-Command Update-BgCheckProgress -ErrorAction Ignore))"
Import-Module $env:FEISHUHIRE_MODULE; Send
Import-Module $env:FEISHUHIRE_MODULE -Force; Send
Import-Module $env:FEISHUHIRE_MODULE -Force; Send
try { Connect-FeishuHire -Sandbox -TenantKey x -AppId cli_none } catch [FeishuHire.FeishuHireException] { 'caught' }
"modules $(@(Get-Module FeishuHire).Count)"
'@
        $result.ExitCode | Should -Be 0 -Because $result.Text
        foreach ($told in 'stage 1 Delivered', 'gone True', 'stage 2 Delivered', 'stage 3 Delivered', 'stage 4 Delivered', 'caught', 'modules 1') {
            $result.Text | Should -Match $told
        }
    }

    It 'ends with the process though connection and sandbox are open' {
        (Invoke-SuiteShell -Module -Script '$null = Connect-FeishuHire -Sandbox; exit 7').ExitCode | Should -Be 7
    }
}
