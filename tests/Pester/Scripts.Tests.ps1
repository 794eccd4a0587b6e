# The scripts of the repository: they parse, they run, and Windows PowerShell 5.1 can read them.

BeforeDiscovery {
    $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $scripts = @(
        Get-ChildItem -LiteralPath $root -Filter *.ps1
        Get-ChildItem -LiteralPath ([IO.Path]::Combine($root, 'examples')) -Filter *.ps1 -Recurse
        Get-ChildItem -LiteralPath $PSScriptRoot -Filter *.ps1
    ) | ForEach-Object { @{ Name = $_.FullName.Substring($root.Length + 1); FullName = $_.FullName } }
}

BeforeAll { . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1')) }

Describe '<Name>' -ForEach $scripts {
    It 'parses, and uses no syntax that 5.1 lacks' {
        $tokens, $errors = $null
        $tree = [Management.Automation.Language.Parser]::ParseFile($FullName, [ref] $tokens, [ref] $errors)
        @($errors).Count | Should -Be 0 -Because ($errors -join '; ')
        $newer = 'TernaryExpressionAst', 'PipelineChainAst'
        @($tree.FindAll({ param($node) $node.GetType().Name -in $newer }, $true)).Count | Should -Be 0
        @($tokens | Where-Object { "$($_.Kind)" -in 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket' }).Count | Should -Be 0
    }

    It 'begins with a byte order mark, which 5.1 needs to read Chinese' {
        $bytes = [IO.File]::ReadAllBytes($FullName)
        $bytes[0..2] | Should -Be 0xEF, 0xBB, 0xBF
    }
}

Describe 'PSScriptAnalyzer' {
    It 'finds no error in any of them' -TestCases @{ Paths = @($scripts | ForEach-Object { $_.FullName }) } {
        if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed here'
            return
        }

        $found = @($Paths | ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Severity Error, ParseError })
        $found.Count | Should -Be 0 -Because (($found | ForEach-Object { "$($_.RuleName) in $($_.ScriptName) at line $($_.Line): $($_.Message)" }) -join '; ')
    }
}

Describe 'The quickstart' {
    It 'delivers its file and ends well' {
        $quickstart = [IO.Path]::Combine($SuiteRoot, 'examples', 'quickstart.ps1')
        $result = Invoke-SuiteShell -File $quickstart -Module
        $result.ExitCode | Should -Be 0 -Because $result.Text
        Measure-SuiteText $result.Text 'OrderNotFound' | Should -BeGreaterThan 0
        Measure-SuiteText $result.Text 'DamagedId' | Should -BeGreaterThan 0
    }
}

Describe 'The scheduled delivery' {
    BeforeAll {
        $results = [IO.Path]::Combine($TestDrive, 'results of runs')
        function Invoke-Task([string] $File, [string] $Arguments) {
            $path = [IO.Path]::Combine($SuiteData, $File)
            $task = [IO.Path]::Combine($SuiteRoot, 'examples', 'scheduled-delivery.ps1')
            Invoke-SuiteShell -File $task -Module -Arguments "-Path `"$path`" -ResultPath `"$results`" -Sandbox $Arguments"
        }

        # What the last run says of itself, in whatever language the script did.
        function Get-Counts {
            $last = Get-ChildItem -LiteralPath $results | Sort-Object LastWriteTime | Select-Object -Last 1
            $summary = [IO.File]::ReadAllText([IO.Path]::Combine($last.FullName, 'summary.json')) | ConvertFrom-Json
            "$($summary.Delivered) $($summary.AlreadyDelivered)"
        }

        function Get-Ledger([string] $Name) { '-LedgerPath "' + [IO.Path]::Combine($TestDrive, $Name) + '"' }
    }

    It 'ends with 0 when all is delivered, and again when there is nothing new' {
        $first = Invoke-Task 'updates-utf8.csv' ((Get-Ledger 'a.db') + ' -NewLedger')
        $first.ExitCode | Should -Be 0 -Because $first.Text
        Get-Counts | Should -Be '41 0'
        $second = Invoke-Task 'updates-utf8.csv' (Get-Ledger 'a.db')
        $second.ExitCode | Should -Be 0 -Because $second.Text
        Get-Counts | Should -Be '0 41'
        @(Get-ChildItem -LiteralPath $results).Count | Should -Be 2
    }

    It 'ends with <Code> when <When>' -ForEach @(
        @{ Code = 1; When = 'its ledger is missing'; File = 'updates-utf8.csv'; Ledger = 'none.db'; More = '' }
        @{ Code = 6; When = 'its file is missing'; File = 'none.csv'; Ledger = 'b.db'; More = '-NewLedger' }
        @{ Code = 2; When = 'rows have failed'; File = 'updates-damaged.xlsx'; Ledger = 'c.db'; More = '-NewLedger' }
        @{ Code = 3; When = 'its time is over'; File = 'updates-utf8.csv'; Ledger = 'd.db'; More = '-NewLedger -MaxDuration 0.01' }
    ) {
        $run = Invoke-Task $File "$(Get-Ledger $Ledger) $More"
        $run.ExitCode | Should -Be $Code -Because $run.Text
    }
}
