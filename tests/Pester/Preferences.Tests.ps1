# -WhatIf, -Confirm, tab completion, pipelines that end early and work side by side: what a shell brings with it.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $connection = Open-Suite

    function Get-Completion([string] $Line) {
        @((TabExpansion2 $Line $Line.Length).CompletionMatches | ForEach-Object { $_.CompletionText })
    }
}

AfterAll { Close-Suite }

Describe '-WhatIf' {
    It 'sends nothing, puts out nothing, and names the rules that are broken' {
        $order = New-SuiteOrder
        $rows = (New-SuiteRow -Order $order), (New-SuiteRow -More @{ stage_name = '' })
        $rows | Update-BgCheckProgress -WhatIf -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        @($failed | Get-SuiteId) | Should -Be 'MissingField'
        Get-FeishuHireSandboxOrder $order | Should -BeNullOrEmpty
    }

    It 'needs no connection, and says what would be done' {
        $result = Invoke-SuiteShell -Module -Script (@'
[Threading.Thread]::CurrentThread.CurrentUICulture = 'en-US'
$env:LOCALAPPDATA = $env:XDG_DATA_HOME = '{0}'
[pscustomobject]@{{ background_check_id = '6931286400470354183'; stage_id = 'S1'; stage_name = 'Done'; stage_time = '1793592265000' }} | Update-BgCheckProgress -WhatIf
exit $Error.Count
'@ -f "$TestDrive")
        $result.ExitCode | Should -Be 0 -Because $result.Text
        Measure-SuiteText $result.Text 'order 6931286400470354183, stage S1' | Should -Be 1
    }

    It 'as a preference sends nothing either' {
        $order = New-SuiteOrder
        $WhatIfPreference = $true
        New-SuiteRow -Order $order | Update-BgCheckProgress -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $WhatIfPreference = $false
        Get-FeishuHireSandboxOrder $order | Should -BeNullOrEmpty
    }
}

Describe '-Confirm' {
    It 'is not asked by default, and -Confirm:$false asks nothing where the preference would' {
        (New-SuiteRow | Update-BgCheckProgress).Status | Should -Be 'Delivered'
        $ConfirmPreference = 'Low'
        (New-SuiteRow | Update-BgCheckProgress -Confirm:$false).Status | Should -Be 'Delivered'
    }

    It 'that cannot be asked sends nothing' {
        $result = Invoke-SuiteShell -Module -Script @'
$null = Connect-FeishuHire -Sandbox
try {
    [pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S1'; stage_name = 'Done'; stage_time = '1793592265000' } | Update-BgCheckProgress -Confirm
} catch { 'refused' }
"received: $(@(Get-FeishuHireSandboxOrder).Count)"
'@
        $result.Text | Should -Match 'received: 0'
    }
}

Describe 'Tab completion' {
    It 'knows the parameters' {
        Get-Completion 'Update-BgCheckProgress -Stage' | Should -Be '-StageId', '-StageName', '-StageEnName', '-StageTime'
        Get-Completion 'Connect-FeishuHire -Sand' | Should -Be '-Sandbox'
        Get-Completion 'Update-BgCheckPro' | Should -Be 'Update-BgCheckProgress'
    }

    It 'knows the values of <Line>' -ForEach @(
        @{ Line = 'Update-BgCheckProgress -OnFailure '; Values = 'Continue', 'HoldOrder' }
        @{ Line = 'Update-BgCheckProgress -EqualStageTime '; Values = 'Nudge', 'Refuse' }
        @{ Line = 'Connect-FeishuHire -Region '; Values = 'Feishu', 'Lark' }
    ) {
        Get-Completion $Line | Sort-Object | Should -Be $Values
    }

    It 'knows the properties of what comes out' {
        Get-Completion 'Update-BgCheckProgress | ForEach-Object { $_.DeliveredA' | Should -Contain 'DeliveredAt'
    }
}

Describe 'A pipeline' {
    It 'that wants only the first delivery ends there' {
        $rows = 1..20 | ForEach-Object { New-SuiteRow -Stage $_ }
        @($rows | Update-BgCheckProgress -WarningAction SilentlyContinue | Select-Object -First 1).Count | Should -Be 1
        (New-SuiteRow | Update-BgCheckProgress).Status | Should -Be 'Delivered'
    }

    It 'side by side with others uses the connection it is given' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'ForEach-Object -Parallel came with PowerShell 7'
            return
        }

        $manifest = Get-SuiteManifest
        $orders = 1..6 | ForEach-Object { New-SuiteOrder }
        $work = $orders | ForEach-Object { $order = $_; , @(1..3 | ForEach-Object { New-SuiteRow -Order $order -Stage $_ }) }
        $delivered = $work | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:manifest
            $_ | Update-BgCheckProgress -Connection $using:connection
        }
        @($delivered).Count | Should -Be 18
        $delivered.Status | Sort-Object -Unique | Should -Be 'Delivered'
        foreach ($order in $orders) {
            @((Get-FeishuHireSandboxOrder $order).Stage | Sort-Object Sequence | ForEach-Object { $_.StageId }) | Should -Be 'S1', 'S2', 'S3'
        }
    }

    It 'side by side without -Connection is not connected: a connection is its runspace''s' {
        if ($PSVersionTable.PSVersion.Major -lt 7) {
            Set-ItResult -Skipped -Because 'ForEach-Object -Parallel came with PowerShell 7'
            return
        }

        $manifest = Get-SuiteManifest
        $row = New-SuiteRow
        $id = 1 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            try { $using:row | Update-BgCheckProgress } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
        }
        $id | Should -Be 'NotConnected'
    }
}
