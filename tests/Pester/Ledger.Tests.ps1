# What the module remembers from one shell to the next, and the files it leaves.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    Import-Module (Get-SuiteManifest)
    $null = Start-FeishuHireSandbox -CallsPerSecond 0 -CallsPerMinute 0 -WarningAction SilentlyContinue
    $limits = @{ Sandbox = $true; CallsPerSecond = 1000; CallsPerMinute = 60000 }
    $ledger = [IO.Path]::Combine($TestDrive, 'ledger.db')
    $connection = Connect-FeishuHire @limits -LedgerPath $ledger -NewLedger
    $order = New-SuiteOrder
    $rows = 1..3 | ForEach-Object { New-SuiteRow -Order $order -Stage $_ }
    $delivered = @($rows | Update-BgCheckProgress)
}

AfterAll { Close-Suite }

Describe 'The ledger' {
    It 'is where the connection says' {
        $delivered.Count | Should -Be 3
        $connection.LedgerPath | Should -BeExactly $ledger
        [IO.File]::Exists($ledger) | Should -BeTrue
    }

    It 'makes the same rows again AlreadyDelivered, without a call' {
        @($rows | Update-BgCheckProgress).Status | Should -Be 'AlreadyDelivered', 'AlreadyDelivered', 'AlreadyDelivered'
        @((Get-FeishuHireSandboxOrder $order).Stage).Count | Should -Be 3
    }

    It 'is known to another process while this one is open' {
        $file = [IO.Path]::Combine($TestDrive, 'rows.csv')
        $rows | Export-Csv -LiteralPath $file -Encoding UTF8 -NoTypeInformation
        $result = Invoke-SuiteShell -Module -Script (@'
$ErrorActionPreference = 'Stop'
$null = Connect-FeishuHire -Sandbox -LedgerPath '{0}'
"statuses $(@(Import-Csv -LiteralPath '{1}' -Encoding UTF8 | Update-BgCheckProgress | ForEach-Object {{ $_.Status }}) -join '+')"
"received $(@(Get-FeishuHireSandboxOrder).Count)"
"read $(@(Get-BgCheckDelivery '{2}').Count)"
'@ -f $ledger, $file, $order)
        $result.ExitCode | Should -Be 0 -Because $result.Text
        $result.Text | Should -Match 'statuses AlreadyDelivered\+AlreadyDelivered\+AlreadyDelivered'
        $result.Text | Should -Match 'received 0'
        $result.Text | Should -Match 'read 3'
    }

    It 'that is missing is an error, and not a new one' {
        { Connect-FeishuHire -Sandbox -LedgerPath ([IO.Path]::Combine($TestDrive, 'gone.db')) } | Should -Throw -ErrorId 'LedgerNotFound*'
        [IO.File]::Exists([IO.Path]::Combine($TestDrive, 'gone.db')) | Should -BeFalse
    }
}

Describe 'Get-, Set- and Remove-BgCheckDelivery' {
    It 'read what was delivered, as it was delivered' {
        $read = @(Get-BgCheckDelivery $order | Sort-Object StageId)
        $read.StageId | Should -Be 'S1', 'S2', 'S3'
        foreach ($i in 0..2) {
            $one = $delivered | Where-Object { $_.StageId -eq $read[$i].StageId }
            "$($read[$i].StageTime)" | Should -BeExactly "$($one.StageTime)"
            "$($read[$i].LogId)" | Should -BeExactly "$($one.LogId)"
        }
    }

    It 'carry a ledger to another through Export-Csv and Import-Csv' {
        $file = [IO.Path]::Combine($TestDrive, 'ledger.csv')
        Get-BgCheckDelivery $order | Export-Csv -LiteralPath $file -Encoding UTF8 -NoTypeInformation
        $other = Connect-FeishuHire @limits -LedgerPath ([IO.Path]::Combine($TestDrive, 'other.db')) -NewLedger
        try {
            Import-Csv -LiteralPath $file -Encoding UTF8 | Set-BgCheckDelivery -Status Delivered
            @($rows | Update-BgCheckProgress -Connection $other).Status | Sort-Object -Unique | Should -Be 'AlreadyDelivered'
        }
        finally {
            Disconnect-FeishuHire
            $null = Connect-FeishuHire @limits -LedgerPath $ledger
        }
    }

    It 'do nothing with -WhatIf' {
        Get-BgCheckDelivery $order | Set-BgCheckDelivery -Status Abandoned -WhatIf
        Remove-BgCheckDelivery -Before '2999-01-01' -WhatIf
        @(Get-BgCheckDelivery $order -Status Delivered).Count | Should -Be 3
    }

    It 'write the same text in every culture' {
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        $texts = foreach ($culture in 'en-US', 'th-TH', 'ar-SA') {
            try {
                [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::GetCultureInfo($culture)
                (Get-BgCheckDelivery $order | ConvertTo-Csv -NoTypeInformation) -join "`n"
            }
            finally {
                [Threading.Thread]::CurrentThread.CurrentCulture = $before
            }
        }

        @($texts | Sort-Object -Unique).Count | Should -Be 1
    }
}

Describe '-ResultPath' {
    BeforeAll {
        $results = [IO.Path]::Combine($TestDrive, 'results')
        $other = New-SuiteOrder
        $failing = @(
            New-SuiteRow -Order $other -Stage 1 -More @{ stage_name = ''; result = '=通过'; report_name = 'r.pdf'; report_url = 'https://e.example/r.pdf'; remark = '@kept' }
            New-SuiteRow -Order $other -Stage 2
            New-SuiteRow -Stage 3
        )
        $failing | Update-BgCheckProgress -ResultPath $results -ErrorAction SilentlyContinue -WarningVariable warned -WarningAction SilentlyContinue
        $files = @{}
        Get-ChildItem -LiteralPath $results -Recurse | Where-Object { -not $_.PSIsContainer } | ForEach-Object { $files[$_.Name] = $_.FullName }
    }

    It 'leaves every row in one file, by what became of it' {
        @($files.Keys | Sort-Object) | Should -Be 'delivered.csv', 'failed.csv', 'summary.json', 'unprocessed.csv'
        foreach ($name in 'delivered.csv', 'failed.csv', 'unprocessed.csv') {
            @(Import-Csv -LiteralPath $files[$name] -Encoding UTF8).Count | Should -Be 1 -Because $name
        }

        (Import-Csv -LiteralPath $files['failed.csv'] -Encoding UTF8).error_id | Should -BeExactly 'MissingField'
        (Import-Csv -LiteralPath $files['failed.csv'] -Encoding UTF8).remark | Should -BeExactly "'@kept"
        (Import-Csv -LiteralPath $files['unprocessed.csv'] -Encoding UTF8).error_id | Should -BeExactly 'OrderHeld'
        ([IO.File]::ReadAllText($files['summary.json']) | ConvertFrom-Json) | Should -Not -BeNullOrEmpty
        foreach ($name in 'failed.csv', 'unprocessed.csv') {
            Measure-SuiteText "$warned" $files[$name] | Should -Be 1 -Because $name
        }
    }

    It 'leaves files that feed back once they are corrected' {
        $again = $files['failed.csv'], $files['unprocessed.csv'] | Import-BgCheckProgress | ForEach-Object {
            if (-not $_.StageName) { $_.StageName = '完成' }
            $_
        } | Update-BgCheckProgress
        @($again | ForEach-Object { "$($_.StageId) $($_.Status)" }) | Should -Be 'S1 Delivered', 'S2 Delivered'
        $body = ((Get-FeishuHireSandboxOrder $other).Stage | Where-Object { $_.StageId -eq 'S1' }).Body | ConvertFrom-Json
        $body.stage_time | Should -BeExactly $failing[0].stage_time
        $body.result | Should -BeExactly '=通过'
    }
}
