# Get-Help and the messages in the two languages, each in a process of its own. What a package carries as help is tested
# whole; while it carries none, that is said.

BeforeDiscovery {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $base = [IO.Path]::GetDirectoryName((Get-SuiteManifest))
    $languages = @(
        @{ Culture = 'en-US'; Folder = 'en-US'; Chinese = $false }
        @{ Culture = 'zh-CN'; Folder = 'zh-Hans'; Chinese = $true }
        @{ Culture = 'zh-TW'; Folder = 'zh'; Chinese = $true }
    )
    foreach ($language in $languages) {
        $language.Help = @(Get-ChildItem -Path ([IO.Path]::Combine($base, $language.Folder)) -Filter '*-Help.xml' -ErrorAction SilentlyContinue).Count -gt 0
        $language.About = @(Get-ChildItem -Path ([IO.Path]::Combine($base, $language.Folder)) -Filter 'about_*.help.txt' -ErrorAction SilentlyContinue | ForEach-Object { $_.Name -replace '\.help\.txt$' })
    }
}

BeforeAll { . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1')) }

Describe 'In <Culture>' -ForEach $languages {
    BeforeAll {
        # Everything at once, as a process is what costs. Chinese leaves it by file: a console may not have the characters.
        $file = [IO.Path]::Combine($TestDrive, "help-$Culture.json")
        $run = Invoke-SuiteShell -Module -Script (@'
[Threading.Thread]::CurrentThread.CurrentUICulture = [Globalization.CultureInfo]::GetCultureInfo('{0}')
Import-Module $env:FEISHUHIRE_MODULE
$told = @{{ Commands = @(); About = @{{}} }}
foreach ($command in Get-Command -Module FeishuHire) {{
    $help = Get-Help $command.Name -Full
    $told.Commands += @{{
        Name        = $command.Name
        Parameters  = @($command.Parameters.Keys | Where-Object {{ $_ -notin [Management.Automation.Cmdlet]::CommonParameters -and $_ -notin [Management.Automation.Cmdlet]::OptionalCommonParameters }})
        Synopsis    = "$($help.Synopsis)"
        Described   = (@($help.description | ForEach-Object {{ $_.Text }}) -join ' ')
        Documented  = @($help.parameters.parameter | Where-Object {{ "$($_.description.Text)" }} | ForEach-Object {{ $_.name }})
        Examples    = @($help.examples.example | Where-Object {{ $_ }}).Count
        Text        = (Get-Help $command.Name | Out-String -Width 4000)
    }}
}}
foreach ($topic in @('{1}'.Split(',') | Where-Object {{ $_ }})) {{ $told.About[$topic] = "$(Get-Help $topic)" }}
try {{ Get-FeishuHireSandboxOrder }} catch {{ $told.Message = $_.Exception.Message; $told.Id = $_.FullyQualifiedErrorId }}
[IO.File]::WriteAllText('{2}', ($told | ConvertTo-Json -Depth 6))
'@ -f $Culture, ($About -join ','), $file)
        $told = if ([IO.File]::Exists($file)) { [IO.File]::ReadAllText($file) | ConvertFrom-Json }
    }

    It 'Get-Help knows the syntax of every cmdlet' {
        $run.ExitCode | Should -Be 0 -Because $run.Text
        @($told.Commands).Count | Should -Be @((Test-ModuleManifest (Get-SuiteManifest)).ExportedCmdlets.Keys).Count
        foreach ($command in $told.Commands) {
            foreach ($parameter in $command.Parameters) {
                $command.Text.Contains("-$parameter") | Should -BeTrue -Because "$($command.Name) -$parameter"
            }
        }
    }

    It 'every cmdlet has a synopsis, a description, its parameters and two examples' {
        if (-not $Help) {
            Set-ItResult -Skipped -Because "this build of the module carries no help file in $Folder"
            return
        }

        foreach ($command in $told.Commands) {
            $command.Synopsis.Trim() | Should -Not -BeLike "$($command.Name)*" -Because 'that is the syntax, which Get-Help shows where it finds no help'
            $command.Described | Should -Not -BeNullOrEmpty -Because $command.Name
            $command.Examples | Should -BeGreaterOrEqual 2 -Because $command.Name
            foreach ($parameter in $command.Parameters) {
                $command.Documented | Should -Contain $parameter -Because $command.Name
            }

            $command.Synopsis -match '\p{IsCJKUnifiedIdeographs}' | Should -Be $Chinese -Because $command.Name
        }
    }

    It 'the topics are found by name' {
        if (@($About).Count -eq 0) {
            Set-ItResult -Skipped -Because "this build of the module carries no about topic in $Folder"
            return
        }

        foreach ($topic in $About) {
            $told.About.$topic | Should -Match $topic

            # The short description: an English topic may well quote a name from Feishu's console further down.
            (($told.About.$topic -split "`r?`n")[4] -match '\p{IsCJKUnifiedIdeographs}{4}') | Should -Be $Chinese -Because $topic
        }
    }

    It 'errors speak the language and keep their ids' {
        $told.Id | Should -BeExactly 'SandboxNotRunning,FeishuHire.Commands.GetFeishuHireSandboxOrderCommand'
        $told.Message -match '\p{IsCJKUnifiedIdeographs}' | Should -Be $Chinese -Because $told.Message
    }
}
