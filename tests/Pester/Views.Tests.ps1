# How what the module puts out reads on a screen of 80 columns.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Suite.ps1'))
    $null = Open-Suite
    $order = New-SuiteOrder
    $delivered = New-SuiteRow -Order $order -More @{ result = '通过'; report_name = 'r.pdf'; report_url = 'https://e.example/r.pdf' } | Update-BgCheckProgress
    $shown = @{
        Delivery   = $delivered
        Progress   = Import-BgCheckProgress ([IO.Path]::Combine($SuiteData, 'updates-utf8.csv')) | Select-Object -First 3
        Report     = New-BgCheckReportFile -Name 'r.pdf' -Url 'https://e.example/r.pdf' -UrlType Download
        Connection = Get-FeishuHireConnection
        Sandbox    = Start-FeishuHireSandbox
        Order      = Get-FeishuHireSandboxOrder $order
        Stage      = (Get-FeishuHireSandboxOrder $order).Stage
    }

    function Get-Line($Object, [string] $As) {
        $text = if ($As -eq 'Table') { $Object | Format-Table | Out-String -Width 80 } elseif ($As -eq 'List') { $Object | Format-List | Out-String -Width 80 } else { $Object | Out-String -Width 80 }
        @(($text -replace "$([char]27)\[[0-9;]*m", '') -split '\r?\n' | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ })
    }
}

AfterAll { Close-Suite }

Describe 'The table of a <Name>' -ForEach @(
    @{ Name = 'Delivery'; Titles = 'BackgroundCheckId', 'StageId', 'StageName', 'StageTime', 'Status' }
    @{ Name = 'Progress'; Titles = 'Source', 'BackgroundCheckId', 'StageId', 'StageName', 'StageTime', 'Reports' }
    @{ Name = 'Report'; Titles = 'Name', 'UrlType', 'Url' }
    @{ Name = 'Connection'; Titles = 'State', 'AppId', 'Credential', 'Realm', 'BaseUri' }
    @{ Name = 'Order'; Titles = 'BackgroundCheckId', 'Status', 'Stages', 'Refused', 'LastStage', 'LastReceivedAt' }
    @{ Name = 'Stage'; Titles = 'BackgroundCheckId', 'StageId', 'StageName', 'StageTime' }
) {
    It 'has its columns, none of them cut off' {
        $lines = Get-Line $shown[$Name] Table
        foreach ($title in $Titles) {
            ($lines[0] -split '\s+') | Should -Contain $title
        }

        $lines | ForEach-Object { $_.Length } | ForEach-Object { $_ | Should -BeLessOrEqual 80 }
    }
}

Describe 'A screen' {
    It 'shows a delivery whole' {
        $text = (Get-Line $delivered) -join "`n"
        $text | Should -Match ([regex]::Escape($order))
        $text | Should -Match '2026-11-02 12:04:26'
        $text | Should -Match 'Delivered'
    }

    It 'shows as a list what the table has no room for' {
        $text = (Get-Line $delivered List) -join "`n"
        foreach ($title in 'SentTime', 'Attempts', 'LogId', 'DeliveredAt', 'Source') {
            $text | Should -Match "(?m)^$title\s+: "
        }
    }

    It 'shows no secret and no word of one for <_>' -ForEach 'Connection', 'Sandbox' {
        (Get-Line $shown[$_]) -join "`n" | Should -Not -Match 'Secret|Ticket|Token'
    }

    It 'shows the same beside other objects, where PowerShell falls back to lists' {
        $text = (Get-Line @($shown.Connection, $shown.Delivery)) -join "`n"
        $text | Should -Match 'cli_sandbox'
        $text | Should -Match ([regex]::Escape($order))
    }
}
