# What a refused row looks like on the screen, in $Error and to a script.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $completed = New-SuiteOrder
    $null = Open-Suite -Sandbox @{ CompletedOrder = $completed }
    $isCore = $PSVersionTable.PSEdition -eq 'Core'
}

AfterAll { Close-Suite }

Describe 'A refusal by Feishu' {
    BeforeAll {
        New-SuiteRow -Order $completed | Update-BgCheckProgress -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -RetryRejected -NoReadBack
        $record = $failed[0]
    }

    It 'is one error with an id, a category and the row' {
        $failed.Count | Should -Be 1
        $record.FullyQualifiedErrorId | Should -BeExactly 'OrderStatusAbnormal,FeishuHire.Commands.UpdateBgCheckProgressCommand'
        $record.CategoryInfo.Category | Should -Be 'InvalidOperation'
        $record.TargetObject.BackgroundCheckId | Should -BeExactly $completed
    }

    It 'has the answer in the fields of its exception' {
        $record.Exception | Should -BeOfType FeishuHire.FeishuHireException
        $record.Exception.ErrorId | Should -BeExactly 'OrderStatusAbnormal'
        $record.Exception.Code | Should -Be 1002858
        $record.Exception.HttpStatus | Should -Be 400
        $record.Exception.LogId | Should -Not -BeNullOrEmpty
        $record.Exception.Retryable | Should -BeFalse
        "$($record.Exception.Outcome)" | Should -Be 'Rejected'
        $record.Exception.Remedy | Should -Not -BeNullOrEmpty
        $record.Exception.Message | Should -BeLike "*1002858*"
        $record.Exception.Message.Contains($record.Exception.LogId) | Should -BeTrue
    }

    It 'is the newest in $Error' {
        $Error.Clear()
        New-SuiteRow -Order $completed -Stage 2 | Update-BgCheckProgress -ErrorAction SilentlyContinue -WarningAction SilentlyContinue -RetryRejected -NoReadBack
        $Error[0].Exception.Code | Should -Be 1002858
    }
}

Describe 'The catalogue' {
    It 'has categories that this PowerShell knows' {
        $all = [FeishuHire.Errors.ErrorCatalogue]::All
        $all.Count | Should -BeGreaterThan 50
        $all | Where-Object { -not ($_.Category -as [Management.Automation.ErrorCategory]) } | ForEach-Object Id | Should -BeNullOrEmpty
    }
}

Describe 'The screen' {
    BeforeAll {
        # Its own process: what the host writes, not what Out-String would.
        $shown = @{}
        foreach ($view in 'ConciseView', 'NormalView') {
            $shown[$view] = Invoke-SuiteShell -Script @"
Import-Module `$env:FEISHUHIRE_MODULE
`$ErrorView = '$view'
`$null = Connect-FeishuHire -Sandbox
[pscustomobject]@{ background_check_id = '6.93E+18'; stage_id = 'S1'; stage_name = 'Done'; stage_time = '1793592265000' } | Update-BgCheckProgress -WarningAction SilentlyContinue
`$parts = [IO.Path]::ChangeExtension(`$PSCommandPath, '.txt')
`$message = if (`$Error[0].ErrorDetails) { `$Error[0].ErrorDetails.Message } else { `$Error[0].Exception.Message }
[IO.File]::WriteAllLines(`$parts, [string[]] (`$message, `$Error[0].Exception.Remedy, `$Error[0].Exception.Message))
"PARTS `$parts"
"@
            $null = $shown[$view].Text -match 'PARTS (.*\.txt)'
            $message, $remedy, $whole = @()
            if ($Matches) {
                $message, $remedy, $whole = [IO.File]::ReadAllLines(($Matches[1] -replace '\s+$', ''))
            }
        }
    }

    It 'shows message and remedy once each in ConciseView' {
        if (-not $isCore) {
            Set-ItResult -Skipped -Because 'Windows PowerShell 5.1 has no ConciseView'
            return
        }

        Measure-SuiteText $shown.ConciseView.Text $message | Should -Be 1
        Measure-SuiteText $shown.ConciseView.Text $remedy | Should -Be 1
    }

    It 'shows the message once in NormalView, and in 5.1 the remedy in it' {
        Measure-SuiteText $shown.NormalView.Text $message | Should -Be 1
        Measure-SuiteText $shown.NormalView.Text 'FullyQualifiedErrorId : DamagedId,FeishuHire.Commands.UpdateBgCheckProgressCommand' | Should -Be 1
        if (-not $isCore) {
            Measure-SuiteText $shown.NormalView.Text $remedy | Should -Be 1
        }
    }

    It 'has the remedy in the message of the exception in every edition' {
        Measure-SuiteText $whole $remedy | Should -Be 1
    }
}

Describe 'try and catch' {
    It 'catches a row''s failure as FeishuHireException with -ErrorAction Stop' {
        $caught = $null
        try {
            New-SuiteRow -More @{ stage_name = '' } | Update-BgCheckProgress -ErrorAction Stop -WarningAction SilentlyContinue
        }
        catch [FeishuHire.FeishuHireException] {
            $caught = $_
        }

        $caught | Get-SuiteId | Should -Be 'MissingField'
    }

    It 'catches what ends the command without -ErrorAction' {
        $open = Get-FeishuHireConnection
        Disconnect-FeishuHire
        try {
            $caught = $null
            try {
                New-SuiteRow | Update-BgCheckProgress
            }
            catch [FeishuHire.FeishuHireException] {
                $caught = $_
            }

            $caught | Get-SuiteId | Should -Be 'NotConnected'
            $caught.Exception.Remedy | Should -BeLike '*Connect-FeishuHire*'
        }
        finally {
            $null = Connect-FeishuHire -Sandbox -CallsPerSecond 1000 -CallsPerMinute 60000
        }

        $open.State | Should -Be 'Closed'
    }

    It 'catches a wrong secret where it is given' {
        $wrong = New-Object Security.SecureString
        'not-the-secret'.ToCharArray() | ForEach-Object { $wrong.AppendChar($_) }
        $caught = $null
        try {
            Connect-FeishuHire -Sandbox -AppId cli_sandbox -AppSecret $wrong
        }
        catch [FeishuHire.FeishuHireException] {
            $caught = $_
        }

        $caught | Get-SuiteId | Should -Be 'CredentialRejected'
    }
}

Describe '-ErrorAction' {
    BeforeEach {
        $order = New-SuiteOrder
        $rows = (New-SuiteRow -More @{ stage_name = '' }), (New-SuiteRow -Order $order)
        $Error.Clear()
    }

    It 'Continue writes the error and goes on with the other rows' {
        $all = @($rows | Update-BgCheckProgress -ErrorAction Continue -WarningAction SilentlyContinue 2>&1)
        @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Get-SuiteId) | Should -Be 'MissingField'
        @($all | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] }).BackgroundCheckId | Should -Be $order
    }

    It 'SilentlyContinue keeps it in -ErrorVariable and in $Error' {
        $all = @($rows | Update-BgCheckProgress -ErrorAction SilentlyContinue -ErrorVariable kept -WarningAction SilentlyContinue 2>&1)
        $all.Count | Should -Be 1
        @($kept | Get-SuiteId) | Should -Be 'MissingField'
        @($Error | Get-SuiteId) | Should -Be 'MissingField'
    }

    It 'Ignore leaves nothing in $Error, and a warning still counts the row' {
        $all = @($rows | Update-BgCheckProgress -ErrorAction Ignore -WarningVariable warned -WarningAction SilentlyContinue 2>&1)
        $all.Count | Should -Be 1
        $Error.Count | Should -Be 0
        @($warned).Count | Should -Be 1
    }

    It 'Stop ends the pipeline at the row' {
        { $rows[0] | Update-BgCheckProgress -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'MissingField,FeishuHire.Commands.UpdateBgCheckProgressCommand'
    }

    It 'works as preference too' {
        $ErrorActionPreference = 'SilentlyContinue'
        @($rows | Update-BgCheckProgress -WarningAction SilentlyContinue 2>&1).Count | Should -Be 1
    }
}

Describe 'The end of a run' {
    It 'is told as data, and as a warning only where something needs attention' {
        $null = New-SuiteRow | Update-BgCheckProgress -InformationVariable told -WarningVariable warned
        $summary = @($told | Where-Object { $_.Tags -contains 'FeishuHire.Summary' })
        $summary.Count | Should -Be 1
        $summary[0].MessageData.Delivered | Should -Be 1
        $summary[0].MessageData.NeedsAttention | Should -BeFalse
        @($warned).Count | Should -Be 0
    }

    It 'names what was held behind a failed row of the same order' {
        $order = New-SuiteOrder
        $rows = (New-SuiteRow -Order $order -Stage 1 -More @{ stage_name = '' }), (New-SuiteRow -Order $order -Stage 2)
        $rows | Update-BgCheckProgress -ErrorAction SilentlyContinue -ErrorVariable failed -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        @($failed | Get-SuiteId | Sort-Object) | Should -Be 'MissingField', 'OrderHeld'
        @($warned).Count | Should -Be 1

        # Repaired, both go out, in order.
        $failed | Where-Object { $_.Exception.ErrorId -eq 'MissingField' } | ForEach-Object { $_.TargetObject.StageName = '授权确认' }
        @($failed | ForEach-Object { $_.TargetObject } | Update-BgCheckProgress).StageId | Should -Be 'S1', 'S2'
    }
}
