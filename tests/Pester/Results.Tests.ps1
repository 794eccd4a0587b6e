# Final results in a user's shell: through files and back, what the table shows, and the lists of an order in a CSV.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $null = Open-Suite

    function New-Result {
        param([string] $Order = (New-SuiteOrder), [hashtable] $More = @{})
        $row = [ordered]@{ '背调ID' = $Order; '最终结果' = '无差异'; '结果时间' = '2026-11-10 10:00:00' }
        foreach ($column in $More.Keys) { $row[$column] = $More[$column] }
        [pscustomobject] $row
    }

    function Get-Body([string] $Order) { (Get-FeishuHireSandboxOrder $Order).Result[0].Body | ConvertFrom-Json }
}

AfterAll { Close-Suite }

Describe 'A result' {
    It 'is the same after <Way>' -ForEach @(
        @{ Way = 'Export-Csv and Import-Csv' }
        @{ Way = 'ConvertTo-Json and ConvertFrom-Json' }
        @{ Way = 'Export-Clixml and Import-Clixml' }
    ) {
        $order = New-SuiteOrder
        $file = [IO.Path]::Combine($TestDrive, 'result.csv')
        New-Result -Order $order -More @{ '最终报告名称' = '报告,1.pdf'; '最终报告地址' = 'https://e.example/r.pdf?a=1&b=2'; '最终报告地址类型' = '2'; '操作人角色' = '2'; '备注' = 'x' } |
            Export-Csv -LiteralPath $file -Encoding UTF8 -NoTypeInformation
        $result = Import-BgCheckProgress -LiteralPath $file -Kind Result
        $result.GetType().Name | Should -BeExactly 'BgCheckResult'
        $back = switch ($Way.Split(' ')[0]) {
            'Export-Csv' {
                $result | Export-Csv -LiteralPath "$file.out" -Encoding UTF8 -NoTypeInformation
                Import-Csv -LiteralPath "$file.out" -Encoding UTF8
            }
            'ConvertTo-Json' { $result | ConvertTo-Json -Depth 9 | ConvertFrom-Json }
            'Export-Clixml' {
                $result | Export-Clixml -LiteralPath "$file.xml"
                Import-Clixml -LiteralPath "$file.xml"
            }
        }
        ($back | Update-BgCheckResult -Confirm:$false).Status | Should -Be 'Delivered'
        $body = Get-Body $order
        $body.background_check_id | Should -BeExactly $order
        $body.result | Should -BeExactly '无差异'
        $body.result_time | Should -BeExactly '1794276000000'
        $body.operator_role | Should -Be 2
        $body.report_file_list[0].report_name | Should -BeExactly '报告,1.pdf'
        $body.report_file_list[0].report_url | Should -BeExactly 'https://e.example/r.pdf?a=1&b=2'
        $body.report_file_list[0].report_url_type | Should -Be 2
        ($body.PSObject.Properties.Name | Sort-Object) -join ' ' | Should -BeExactly 'background_check_id operator_role report_file_list result result_time'
    }

    It 'is shown in 80 columns without its text' {
        $file = [IO.Path]::Combine($TestDrive, 'table.csv')
        New-Result -More @{ '最终结果' = '曾有劳动仲裁记录' } | Export-Csv -LiteralPath $file -Encoding UTF8 -NoTypeInformation
        $result = Import-BgCheckProgress -LiteralPath $file -Kind Result
        $text = $result | Format-Table | Out-String -Width 80
        foreach ($title in 'Source', 'BackgroundCheckId', 'ResultTime', 'Reports', $result.BackgroundCheckId, '2026-11-10 10:00:00') {
            $text | Should -Match $title
        }

        $text | Should -Not -Match '仲裁'
        ($result | Format-List | Out-String -Width 80) | Should -Match '仲裁'
    }

    It 'shows its kind among deliveries' {
        $delivered = New-Result | Update-BgCheckResult -Confirm:$false
        ($delivered | Format-Table | Out-String -Width 100) | Should -Match '\(Result\)'
        ($delivered | Format-List | Out-String -Width 100) | Should -Match 'Kind\s+: Result'
    }
}

Describe 'The files of a run of results' {
    BeforeAll {
        $folder = [IO.Path]::Combine($TestDrive, 'results')
        $good, $bad, $held = 1..3 | ForEach-Object { New-SuiteOrder }
        New-SuiteRow -Order $held -More @{ result = '通过' } | Update-BgCheckProgress -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        @(
            New-Result -Order $good -More @{ '备注' = '@kept' }
            New-Result -Order $bad -More @{ '最终结果' = ''; '备注' = '@kept' }
            New-Result -Order $held -More @{ '备注' = '@kept' }
        ) | Update-BgCheckResult -Confirm:$false -ResultPath $folder -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Out-Null
        $files = @{}
        Get-ChildItem -LiteralPath $folder -Recurse | Where-Object { -not $_.PSIsContainer } | ForEach-Object { $files[$_.Name] = $_.FullName }
    }

    It 'hold every row under the input''s own titles' {
        (Import-Csv -LiteralPath $files['delivered.csv'] -Encoding UTF8).'背调ID'.Trim() | Should -BeExactly $good
        $failed = Import-Csv -LiteralPath $files['failed.csv'] -Encoding UTF8
        $failed.'背调ID'.Trim() | Should -BeExactly $bad
        $failed.error_id | Should -BeExactly 'MissingField'
        $failed.'备注' | Should -BeExactly "'@kept"
        ($failed.PSObject.Properties.Name -join ',') | Should -Match '^背调ID,最终结果,结果时间,备注,'
        (Import-Csv -LiteralPath $files['unprocessed.csv'] -Encoding UTF8).error_id | Should -BeExactly 'OrderHeld'
        ([IO.File]::ReadAllText($files['summary.json']) | ConvertFrom-Json) | Should -Not -BeNullOrEmpty
    }

    It 'feed back once they are corrected' {
        Set-BgCheckDelivery -BackgroundCheckId $held -StageId S1 -Status Abandoned
        $again = $files['failed.csv'], $files['unprocessed.csv'] | Import-BgCheckProgress -Kind Result | ForEach-Object {
            if (-not $_.Result) { $_.Result = '无差异' }
            $_
        }
        @($again | Update-BgCheckResult -Confirm:$false).Status | Should -Be 'Delivered', 'Delivered'
    }

    It 'are settled by Test as by Update' {
        @(Test-BgCheckProgress -LiteralPath $files['failed.csv'] -Kind Result).ErrorId | Should -Be 'MissingField'
    }
}

Describe 'A sheet of results' {
    It 'without its columns is one error before any row' {
        $file = [IO.Path]::Combine($TestDrive, 'stages.csv')
        New-SuiteRow | Export-Csv -LiteralPath $file -Encoding UTF8 -NoTypeInformation
        { Import-BgCheckProgress -LiteralPath $file -Kind Result -ErrorAction Stop } | Should -Throw -ErrorId 'ColumnsNotFound*'
    }
}

Describe 'An order in a CSV' {
    It 'shows its stages and reports as JSON, and nothing of the person' {
        $order = New-SuiteOrder
        $null = 1..2 | ForEach-Object { New-SuiteRow -Order $order -Stage $_ } | Update-BgCheckProgress
        $null = New-Result -Order $order -More @{ '最终报告名称' = 'r.pdf'; '最终报告地址' = 'https://e.example/r.pdf' } | Update-BgCheckResult -Confirm:$false
        $row = Get-BgCheckOrder $order -IncludePersonalData | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        $stages = $row.Stage | ConvertFrom-Json
        @($stages).Count | Should -Be 2
        $row.Stage | Should -Match '"StageName":"授权确认"'
        $row.Stage | Should -Match '"Time":"2026-11-02T12:04:27.000\+08:00"'
        $row.Report | Should -Match '"Type":"Final"'
        $row.Report | Should -Not -Match 'https'
        (Get-BgCheckOrder (New-SuiteOrder) -ErrorAction SilentlyContinue | ConvertTo-Csv -NoTypeInformation) -join '' | Should -Not -Match 'System\.|FeishuHire\.'
    }
}
