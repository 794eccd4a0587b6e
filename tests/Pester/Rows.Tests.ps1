# The rows that users have, piped to Update-BgCheckProgress; judged by what the sandbox received.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $connection = Open-Suite
    $utf8 = [IO.Path]::Combine($SuiteData, 'updates-utf8.csv')
    $gb18030 = [IO.Path]::Combine($SuiteData, 'updates-gb18030.csv')

    # What the example file says, once for all tests that bring the same rows another way.
    $series = New-SuiteSeries
    $delivered = @(Import-Csv -LiteralPath $utf8 -Encoding UTF8 | Set-SuiteSeries -Series $series | Update-BgCheckProgress)
    $expected = Get-SuiteBody $series
}

AfterAll { Close-Suite }

Describe 'A CSV file' {
    It 'is delivered whole by Import-Csv | Update-BgCheckProgress' {
        $delivered.Count | Should -Be 41
        $delivered.Status | Sort-Object -Unique | Should -Be 'Delivered'
        $expected.Count | Should -Be 41
        ($expected -join '') | Should -BeLike '*"stage_name":"授权确认"*'
    }

    It 'reaches Feishu with the stages of each order in the order of their times' {
        $orders = @(Get-FeishuHireSandboxOrder | Where-Object { $_.BackgroundCheckId.StartsWith($series) })
        $orders.Count | Should -Be 12
        foreach ($order in $orders) {
            $times = @($order.Stage | Sort-Object Sequence | ForEach-Object { ($_.Body | ConvertFrom-Json).stage_time })
            $times | Should -Be @($times | Sort-Object { [long] $_ })
            $order.RefusedCount | Should -Be 0
        }
    }

    It 'in GB18030 with Chinese titles is the same through Import-Csv -Encoding' {
        if ($PSVersionTable.PSEdition -ne 'Core') {
            Set-ItResult -Skipped -Because 'Import-Csv of Windows PowerShell 5.1 takes no other code page than the system''s'
            return
        }

        $other = New-SuiteSeries
        $null = Import-Csv -LiteralPath $gb18030 -Encoding gb18030 | Set-SuiteSeries -Series $other | Update-BgCheckProgress
        Get-SuiteBody $other | Should -Be $expected
    }

    It 'read as the wrong charset is refused row by row, and not sent as mojibake' {
        $other = New-SuiteSeries
        $rows = Import-Csv -LiteralPath $gb18030 -Encoding UTF8 -Header background_check_id, stage_id, stage_name, stage_en_name, stage_time |
            Select-Object -Skip 1 -First 3 | Set-SuiteSeries -Series $other
        $rows | Update-BgCheckProgress -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        @($failed | Get-SuiteId | Sort-Object -Unique) | Should -Be 'InvalidField'
        Get-SuiteBody $other | Should -BeNullOrEmpty
    }

    It 'is the same through Import-BgCheckProgress: <_>' -ForEach 'updates-utf8.csv', 'updates-gb18030.csv', 'updates.xlsx', 'updates.xls' {
        $other = New-SuiteSeries
        $null = Import-BgCheckProgress ([IO.Path]::Combine($SuiteData, $_)) | Set-SuiteSeries -Series $other | Update-BgCheckProgress
        Get-SuiteBody $other | Should -Be $expected
    }

    It 'with rounded ids is refused whole' {
        @(Import-BgCheckProgress ([IO.Path]::Combine($SuiteData, 'updates-damaged.xlsx'))).Count | Should -BeGreaterThan 0
        Import-BgCheckProgress ([IO.Path]::Combine($SuiteData, 'updates-damaged.xlsx')) |
            Update-BgCheckProgress -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        @($failed | Get-SuiteId | Sort-Object -Unique) | Should -Be 'DamagedId'
    }
}

Describe 'Rows as Import-Excel makes them' {
    It 'take numbers and dates as Excel has them' {
        $order = New-SuiteOrder
        $row = [pscustomobject]@{
            '背调ID' = $order; '阶段ID' = 12.0; '阶段名称' = '学历核验'; '更新时间' = [datetime]'2026-11-02T12:00:00'
            '背调结果' = '通过'; '报告名称' = '报告.pdf'; '报告地址' = 'https://reports.example.com/r.pdf'; '报告地址类型' = 2.0; '备注' = 'kept'
        }
        ($row | Update-BgCheckProgress).Status | Should -Be 'Delivered'
        $body = (Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json
        $body.stage_id | Should -BeExactly '12'
        $body.stage_time | Should -BeExactly '1793592000000'
        $body.report_file_list[0].report_url_type | Should -Be 2
        $body.result | Should -BeExactly '通过'
        $body.PSObject.Properties['operator_role'] | Should -BeNullOrEmpty
    }

    It 'are refused where the id is a number, with the row that can be repaired and piped again' {
        $order = New-SuiteOrder
        $row = New-SuiteRow -Order $order -More @{ background_check_id = [double] $order }
        $row | Update-BgCheckProgress -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        @($failed | Get-SuiteId) | Should -Be 'DamagedId'
        $target = $failed[0].TargetObject
        $target | Should -BeOfType FeishuHire.BgCheckProgress
        $target.BackgroundCheckId = $order
        ($target | Update-BgCheckProgress).BackgroundCheckId | Should -BeExactly $order
    }

    It 'read times without an offset in -TimeZone' {
        $order = New-SuiteOrder
        $row = New-SuiteRow -Order $order -More @{ stage_time = [datetime]'2026-11-02T12:00:00' }
        $null = $row | Update-BgCheckProgress -TimeZone '+09:00'
        ((Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json).stage_time | Should -BeExactly '1793588400000'
    }
}

Describe 'Other rows' {
    It 'may be hashtables, with reports as a list' {
        $order = New-SuiteOrder
        $row = @{
            background_check_id = $order; stage_id = 'H1'; stage_name = '完成'; stage_time = '2026-11-02T12:00:00+08:00'; result = '通过'
            report_file_list    = @(@{ report_name = 'a.pdf'; report_url = 'https://e.example/a.pdf' }, @{ report_name = 'b'; report_url = 'https://e.example/b'; report_url_type = 'Preview' })
        }
        ($row | Update-BgCheckProgress).StageId | Should -Be 'H1'
        $reports = ((Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json).report_file_list
        $reports.report_name | Should -Be 'a.pdf', 'b'
        $reports[1].report_url_type | Should -Be 2
    }

    It 'may be rows of a DataTable' {
        $order = New-SuiteOrder
        $table = New-Object Data.DataTable
        'background_check_id', 'stage_id', 'stage_name' | ForEach-Object { $null = $table.Columns.Add($_) }
        $null = $table.Columns.Add('stage_time', [datetime])
        $null = $table.Columns.Add('result')
        $null = $table.Rows.Add($order, 'D1', '授权确认', [datetime]'2026-11-02T12:00:00', [DBNull]::Value)
        ($table | Update-BgCheckProgress).Status | Should -Be 'Delivered'
        (Get-FeishuHireSandboxOrder $order).Stage[0].Body | Should -Not -BeLike '*"result"*'
    }

    It 'may come from JSON, where PowerShell 7 makes dates of times by itself' {
        $order = New-SuiteOrder
        $json = '[{"background_check_id":"' + $order + '","stage_id":"J1","stage_name":"x","stage_time":"2026-11-02T12:00:00+08:00"},' +
            '{"background_check_id":"' + $order + '","stage_id":"J2","stage_name":"x","stage_time":"2026-11-02T04:00:01Z"},' +
            '{"background_check_id":"' + $order + '","stage_id":"J3","stage_name":"x","stage_time":1793592002000}]'
        $rows = $json | ConvertFrom-Json
        $null = $rows | Update-BgCheckProgress
        @((Get-FeishuHireSandboxOrder $order).Stage | Sort-Object StageId | ForEach-Object { ($_.Body | ConvertFrom-Json).stage_time }) |
            Should -Be '1793592000000', '1793592001000', '1793592002000'
    }

    It 'may be typed as parameters, reports from New-BgCheckReportFile with them' {
        $order = New-SuiteOrder
        $report = New-BgCheckReportFile -Name 'r.pdf' -Url 'https://e.example/r.pdf' -UrlType Preview
        $report | Should -BeOfType FeishuHire.BgCheckReportFile
        $one = Update-BgCheckProgress -BackgroundCheckId $order -StageId T1 -StageName Done -StageTime (Get-Date) -Result ok -ReportFile $report
        $one.Status | Should -Be 'Delivered'
        ((Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json).report_file_list[0].report_url_type | Should -Be 2
    }

    It 'are overridden by what the command line says' {
        $order = New-SuiteOrder
        $null = New-SuiteRow -Order $order -More @{ operator_role = '1' } | Update-BgCheckProgress -OperatorRole Administrator
        ((Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json).operator_role | Should -Be 2
    }

    It 'that are empty are passed over' {
        $order = New-SuiteOrder
        $empty = New-SuiteRow -More @{ background_check_id = ''; stage_id = ''; stage_name = ' '; stage_time = $null }
        @((New-SuiteRow -Order $order), $empty | Update-BgCheckProgress).Count | Should -Be 1
    }
}

Describe 'The culture of the session' {
    It 'changes nothing in what is sent: <_>' -ForEach 'de-DE', 'tr-TR', 'ar-SA', 'zh-CN' {
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        $other = New-SuiteSeries
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::GetCultureInfo($_)
            $null = Import-Csv -LiteralPath $utf8 -Encoding UTF8 | Set-SuiteSeries -Series $other | Update-BgCheckProgress
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $before
        }

        Get-SuiteBody $other | Should -Be $expected
    }
}
