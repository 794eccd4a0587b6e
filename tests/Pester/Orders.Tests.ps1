# Orders read back: what a user's shell shows of them, and what it does not.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    Import-Module (Get-SuiteManifest)
    $null = Start-FeishuHireSandbox -CallsPerSecond 0 -CallsPerMinute 0 -WarningAction SilentlyContinue
    $null = Connect-FeishuHire -Sandbox -CallsPerSecond 1000 -CallsPerMinute 60000
    $order = New-SuiteOrder
    $null = 1..3 | ForEach-Object { New-SuiteRow -Order $order -Stage $_ } | Update-BgCheckProgress
}

AfterAll { Close-Suite }

Describe 'Get-BgCheckOrder' {
    It 'shows status and stages, newest first' {
        $read = Get-BgCheckOrder $order
        $read.BackgroundCheckId | Should -BeExactly $order
        $read.Status | Should -Be 'Arranged'
        $read.Stage.Count | Should -Be 3
        $read.Stage[0].Time | Should -BeGreaterThan $read.Stage[2].Time
    }

    It 'takes what has a BackgroundCheckId from the pipeline' {
        @(New-SuiteRow -Order $order -Stage 1 | Get-BgCheckOrder).Count | Should -Be 1
        @(Get-FeishuHireSandboxOrder | Get-BgCheckOrder).BackgroundCheckId | Should -Contain $order
    }

    It 'has nothing of the person unless asked' {
        $person = (Get-BgCheckOrder $order -IncludePersonalData).PersonalData
        $person.Candidate.Mobile | Should -Match '^139\d{8}$'
        $shown = (Get-BgCheckOrder $order | ConvertTo-Json -Depth 9) + (Get-BgCheckOrder $order -IncludePersonalData | Out-String)
        foreach ($personal in $person.Candidate.Name, $person.Candidate.Mobile, $person.Contact.Email, $person.Remark) {
            $shown | Should -Not -Match ([regex]::Escape($personal))
        }
    }

    It 'makes an order map once the own number stands in front' {
        $map = [IO.Path]::Combine($TestDrive, 'map.csv')
        $rows = [IO.Path]::Combine($TestDrive, 'rows.csv')
        Get-BgCheckOrder $order | Select-Object @{ n = '订单号'; e = { 'A-1' } }, * | Export-Csv -LiteralPath $map -Encoding UTF8 -NoTypeInformation
        [pscustomobject]@{ '订单号' = 'A-1'; '阶段ID' = 'S1'; '阶段名称' = '授权确认'; '阶段时间' = '2026-11-02 12:04:00' } |
            Export-Csv -LiteralPath $rows -Encoding UTF8 -NoTypeInformation
        (Import-BgCheckProgress $rows -OrderMap $map).BackgroundCheckId | Should -BeExactly $order
    }

    It 'says which order Feishu does not know' {
        $null = Start-FeishuHireSandbox -KnownOrder '1' -CallsPerSecond 0 -CallsPerMinute 0 -WarningAction SilentlyContinue
        $found = @([pscustomobject]@{ BackgroundCheckId = '1' }, [pscustomobject]@{ BackgroundCheckId = '2' } | Get-BgCheckOrder -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.BackgroundCheckId | Should -Be '1'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeExactly 'OrderNotFound,FeishuHire.Commands.GetBgCheckOrderCommand'
        $failed[0].TargetObject | Should -Be '2'
    }
}
