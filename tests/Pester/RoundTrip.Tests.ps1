# What the module gives out, through Export-Csv and back.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $null = Open-Suite
}

AfterAll { Close-Suite }

Describe 'Deliveries' {
    It 'are the same text after Export-Csv and Import-Csv' {
        $order = New-SuiteOrder
        $delivered = @((New-SuiteRow -Order $order -Stage 1), (New-SuiteRow -Order $order -Stage 2) | Update-BgCheckProgress)
        $file = [IO.Path]::Combine($TestDrive, 'delivered.csv')
        $delivered | Export-Csv -LiteralPath $file -Encoding UTF8 -NoTypeInformation
        $back = @(Import-Csv -LiteralPath $file -Encoding UTF8)
        $back.Count | Should -Be 2
        for ($i = 0; $i -lt 2; $i++) {
            foreach ($property in $delivered[$i].PSObject.Properties) {
                $back[$i].($property.Name) | Should -BeExactly "$($property.Value)" -Because $property.Name
            }
        }

        $back[0].BackgroundCheckId | Should -BeExactly $order
        $back[0].StageTime | Should -BeExactly '2026-11-02T12:04:26.000+08:00'
    }

    It 'are written alike in every culture: <_>' -ForEach 'de-DE', 'th-TH', 'zh-CN' {
        $delivery = New-SuiteRow | Update-BgCheckProgress
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::GetCultureInfo($_)
            ($delivery | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).StageTime | Should -BeExactly '2026-11-02T12:04:26.000+08:00'
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $before
        }
    }

    It 'keep their ids and times as JSON' {
        $delivery = New-SuiteRow | Update-BgCheckProgress
        $back = $delivery | Select-Object BackgroundCheckId, StageId, @{ n = 'StageTime'; e = { "$($_.StageTime)" } } | ConvertTo-Json | ConvertFrom-Json
        $back.BackgroundCheckId | Should -BeExactly $delivery.BackgroundCheckId
    }
}

Describe 'Failed rows' {
    It 'come back from Export-Csv as the same update once repaired' {
        $order = New-SuiteOrder
        $row = New-SuiteRow -Order $order -More @{
            stage_name  = ''; stage_en_name = 'done'; result = '通过, "无异常"'; operator_role = '2'
            report_name = '报告,1.pdf'; report_url = 'https://e.example/r.pdf?a=1&b=2'; report_url_type = '2'
        }
        $row | Update-BgCheckProgress -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $file = [IO.Path]::Combine($TestDrive, 'failed.csv')
        $failed | ForEach-Object { $_.TargetObject } | Export-Csv -LiteralPath $file -Encoding UTF8 -NoTypeInformation
        $back = Import-Csv -LiteralPath $file -Encoding UTF8
        $back.StageName = '完成'
        ($back | Update-BgCheckProgress).StageName | Should -BeExactly '完成'

        $body = (Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json
        $body.stage_time | Should -BeExactly $row.stage_time
        $body.stage_en_name | Should -BeExactly 'done'
        $body.result | Should -BeExactly $row.result
        $body.operator_role | Should -Be 2
        $body.report_file_list[0].report_name | Should -BeExactly $row.report_name
        $body.report_file_list[0].report_url | Should -BeExactly $row.report_url
        $body.report_file_list[0].report_url_type | Should -Be 2
    }

    It 'come back from the failed.csv of -ResultPath by Import-Csv as by Import-BgCheckProgress' {
        $order = New-SuiteOrder
        $row = New-SuiteRow -Order $order -More @{
            stage_id = '-7'; stage_name = '=cmd'; result = "'@mine"; remark = '+1'
            report_name = '@r.pdf'; report_url = 'nowhere'
        }
        $folder = [IO.Path]::Combine($TestDrive, 'results')
        $row | Update-BgCheckProgress -ResultPath $folder -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $file = (Get-ChildItem -Path $folder -Filter failed.csv -Recurse).FullName
        $rows = Import-Csv -LiteralPath $file -Encoding UTF8
        $rows.report_url = 'https://e.example/r.pdf'
        ($rows | Update-BgCheckProgress).Status | Should -Be 'Delivered'

        $body = (Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json
        $body.stage_id | Should -BeExactly '-7'
        $body.stage_name | Should -BeExactly '=cmd'
        $body.result | Should -BeExactly "'@mine"
        $body.report_file_list[0].report_name | Should -BeExactly '@r.pdf'
    }

    It 'come back from Export-Clixml, as a job or a remote session would return them' {
        $order = New-SuiteOrder
        $row = New-SuiteRow -Order $order -More @{ stage_name = ''; result = '通过'; report_name = 'r.pdf'; report_url = 'https://e.example/r.pdf' }
        $row | Update-BgCheckProgress -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $file = [IO.Path]::Combine($TestDrive, 'failed.xml')
        $failed[0].TargetObject | Export-Clixml -LiteralPath $file
        $back = Import-Clixml -LiteralPath $file
        $back.StageName = '完成'
        ($back | Update-BgCheckProgress).Status | Should -Be 'Delivered'
        $body = (Get-FeishuHireSandboxOrder $order).Stage[0].Body | ConvertFrom-Json
        $body.stage_time | Should -BeExactly $row.stage_time
        $body.report_file_list[0].report_url | Should -BeExactly 'https://e.example/r.pdf'
    }
}
