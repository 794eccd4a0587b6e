# What a transcript keeps: never a secret, never what a report says about a person.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    Import-Module (Get-SuiteManifest)
}

Describe 'A transcript of a run with every stream shown' {
    BeforeAll {
        # The rows come from a file, as the line that fails is shown with the error.
        $rows = [IO.Path]::Combine($TestDrive, 'rows.csv')
        $order = New-SuiteOrder
        $result, $report, $signature = '曾有劳动仲裁记录', '张三的背调报告', 'sig-4f1c9a77'
        $more = @{ result = $result; report_name = "$report.pdf"; report_url = "https://e.example/zhangsan.pdf?sign=$signature" }
        @(
            New-SuiteRow -Order $order -Stage 1 -More $more
            New-SuiteRow -Order $order -Stage 2 -More $more
            New-SuiteRow -Order '6.93E+18' -Stage 3 -More $more
            New-SuiteRow -Stage 4 -More @{ stage_name = ''; result = $result; report_name = "$report.pdf"; report_url = "ftp://zhangsan:$signature@e.example" }
            New-SuiteRow -Stage 5 -More @{ result = $result }
        ) | Select-Object background_check_id, stage_id, stage_name, stage_time, result, report_name, report_url |
            Export-Csv -LiteralPath $rows -Encoding UTF8 -NoTypeInformation

        $run = Invoke-SuiteShell -Script (@'
$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
$null = Start-Transcript -LiteralPath '{1}' -Force
Import-Module $env:FEISHUHIRE_MODULE
$echo = [IO.File]::ReadAllText('{0}').Split("`n")[1]
$sandbox = Start-FeishuHireSandbox -Fault @{{ Kind = 'Answer'; Status = 400; Code = 7654321; Msg = "refused: $echo"; Stage = 'S2' }}, 'CutBeforeApply'
$sandbox
$secrets = $sandbox.AppSecret, $sandbox.StoreAppSecret, $sandbox.AppTicket | ForEach-Object {{ (New-Object Net.NetworkCredential '', $_).Password }}
[IO.File]::WriteAllLines('{2}', [string[]] $secrets)
Connect-FeishuHire -Sandbox -AppId cli_sandbox -AppSecret $sandbox.AppSecret
Import-Csv -LiteralPath '{0}' -Encoding UTF8 | Update-BgCheckProgress
$Error | Format-List * -Force
$Error | ForEach-Object {{ $_.Exception | Format-List * -Force }}
Get-FeishuHireConnection | Format-List *
$null = Stop-Transcript
'@ -f $rows, [IO.Path]::Combine($TestDrive, 'transcript.txt'), [IO.Path]::Combine($TestDrive, 'secrets.txt'))
        $transcript = [IO.File]::ReadAllText([IO.Path]::Combine($TestDrive, 'transcript.txt'))
        $secrets = [IO.File]::ReadAllLines([IO.Path]::Combine($TestDrive, 'secrets.txt'))
    }

    It 'has the run in it' {
        $run.ExitCode | Should -Be 0 -Because $run.Text
        Measure-SuiteText $transcript $order | Should -BeGreaterThan 0
        foreach ($id in 'ApiError', 'DamagedId', 'MissingField', 'ResultWithoutReport') {
            Measure-SuiteText $transcript $id | Should -BeGreaterThan 0 -Because $id
        }

        Measure-SuiteText $transcript 'China Standard Time' | Should -BeGreaterThan 0
    }

    It 'has none of the sandbox''s secrets' {
        $secrets.Count | Should -Be 3
        foreach ($secret in $secrets) {
            $secret.Length | Should -BeGreaterThan 15
            Measure-SuiteText $transcript $secret | Should -Be 0
        }
    }

    It 'has no token' {
        $transcript | Should -Not -Match '\b[tau]-[0-9A-Za-z]{10,}'
        $transcript | Should -Not -Match 'Bearer'
    }

    It 'has no result, report name or link' {
        foreach ($personal in $result, $report, 'zhangsan', $signature) {
            Measure-SuiteText $transcript $personal | Should -Be 0 -Because $personal
        }
    }
}

Describe 'A transcript of results, ends and reading back' {
    BeforeAll {
        $order, $lost = (New-SuiteOrder), (New-SuiteOrder)
        $result, $report, $signature = '曾有劳动仲裁记录', '张三的背调报告', 'sig-4f1c9a77'
        $ledger = [IO.Path]::Combine($TestDrive, 'life.db')
        $rows = [IO.Path]::Combine($TestDrive, 'results.csv')
        $order, $lost, '6.93E+18', (New-SuiteOrder) | ForEach-Object {
            [pscustomobject]@{ '背调ID' = $_; '最终结果' = $result; '结果时间' = '2026-11-10 10:00:00'; '最终报告名称' = "$report.pdf"; '最终报告地址' = "https://e.example/zhangsan.pdf?sign=$signature" }
        } | ForEach-Object { if ($_.'背调ID' -notin $order, $lost, '6.93E+18') { $_.'最终报告地址' = "ftp://zhangsan:$signature@e.example" }; $_ } |
            Export-Csv -LiteralPath $rows -Encoding UTF8 -NoTypeInformation

        $run = Invoke-SuiteShell -Script (@'
$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
$null = Start-Transcript -LiteralPath '{1}' -Force
Import-Module $env:FEISHUHIRE_MODULE
$echo = [IO.File]::ReadAllText('{0}').Split("`n")[1]
$null = Start-FeishuHireSandbox -Fault @{{ Kind = 'CutAfterApply'; Endpoint = 'Result'; Count = 1 }}, @{{ Kind = 'Answer'; Status = 400; Code = 7654321; Msg = "refused: $echo"; Endpoint = 'Result'; Count = 1 }}
$null = Connect-FeishuHire -Sandbox -LedgerPath '{2}' -NewLedger
Test-BgCheckProgress '{0}' -Kind Result
Import-BgCheckProgress '{0}' -Kind Result | Update-BgCheckResult -WhatIf
Import-BgCheckProgress '{0}' -Kind Result | Update-BgCheckResult -Confirm:$false
Get-BgCheckDelivery -NeedsAction | Sync-BgCheckDelivery
Sync-BgCheckDelivery
(Get-BgCheckOrder '{3}').Status
[pscustomobject]@{{ BackgroundCheckId = '{4}' }} | Stop-BgCheckOrder -Confirm:$false
Get-BgCheckDelivery | Format-List *
Get-BgCheckDelivery -NeedsAction
$Error | ForEach-Object {{ $_.Exception | Format-List * -Force }}
$Error | Out-String
Disconnect-FeishuHire
$null = Stop-Transcript
'@ -f $rows, [IO.Path]::Combine($TestDrive, 'life.txt'), $ledger, $order, $lost)
        $transcript = [IO.File]::ReadAllText([IO.Path]::Combine($TestDrive, 'life.txt'))
    }

    It 'has the run in it' {
        $run.ExitCode | Should -Be 0 -Because $run.Text
        foreach ($part in $order, 'DamagedId', 'ReportUrlInvalid', 'ApiError', 'Result') {
            Measure-SuiteText $transcript $part | Should -BeGreaterThan 0 -Because $part
        }
    }

    It 'has no result, report name or link' {
        foreach ($personal in $result, $report, 'zhangsan', $signature) {
            Measure-SuiteText $transcript $personal | Should -Be 0 -Because $personal
        }
    }

    It 'has nothing that reading back brings of the person' {
        # What the sandbox invents for every candidate and contact.
        $transcript | Should -Not -Match '\b13[89]\d{8}\b|@example\.com|期望薪资|欧阳|上官|司马|诸葛|东方|慕容'
    }

    It 'leaves none of it in the ledger''s files' {
        foreach ($file in Get-ChildItem -LiteralPath $TestDrive -Filter 'life.db*') {
            $bytes = [IO.File]::ReadAllBytes($file.FullName)
            foreach ($personal in $result, $report, 'zhangsan', $signature) {
                foreach ($encoding in [Text.Encoding]::UTF8, [Text.Encoding]::Unicode) {
                    [Text.Encoding]::GetEncoding(28591).GetString($bytes).Contains([Text.Encoding]::GetEncoding(28591).GetString($encoding.GetBytes($personal))) | Should -BeFalse -Because "$($file.Name) $personal"
                }
            }
        }
    }
}

Describe 'Secrets' {
    It 'are parameters of type SecureString or PSCredential alone' {
        foreach ($command in Get-Command -Module FeishuHire) {
            foreach ($parameter in $command.Parameters.Values | Where-Object { $_.Name -match 'Secret|Token$|Ticket$|Password|Credential$' }) {
                $parameter.ParameterType.Name | Should -BeIn 'SecureString', 'PSCredential' -Because "$command -$($parameter.Name)"
            }
        }
    }
}
