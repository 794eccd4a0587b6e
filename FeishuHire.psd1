@{
    # One manifest for both editions. Import-PowerShellDataFile refuses the condition in RootModule; Import-Module,
    # auto-loading and Test-ModuleManifest take it.
    RootModule             = if ($PSEdition -eq 'Core') { 'core/FeishuHire.dll' } else { 'desktop/FeishuHire.dll' }
    # Loaded first: says plainly that 7.0 to 7.3 are too old, which PowerShellVersion cannot beside 5.1.
    NestedModules          = if ($PSEdition -eq 'Core') { 'core/FeishuHire.Requirements.dll' } else { @() }
    ModuleVersion          = '0.2.0'
    GUID                   = '6d1c0e57-2f6e-4a0e-9c6b-5a8d3f1b7e42'
    Author                 = 'FeishuHire authors'
    CompanyName            = 'FeishuHire'
    Copyright              = '(c) 2026 the FeishuHire authors. MIT licence.'
    Description            = 'Reports the progress of background-check orders to Feishu Hire: a CSV or Excel export of stage updates goes into update_progress, each stage once, in order, within the rate limits, and every error code as a structured ErrorRecord. 背调供应商向飞书招聘回传背调订单进度。'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    FormatsToProcess       = @('FeishuHire.Format.ps1xml')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Backup-BgCheckLedger'
        'Connect-FeishuHire'
        'Disconnect-FeishuHire'
        'Export-BgCheckReport'
        'Get-BgCheckDelivery'
        'Get-BgCheckOrder'
        'Get-FeishuHireConnection'
        'Get-FeishuHireSandboxOrder'
        'Import-BgCheckProgress'
        'New-BgCheckReportFile'
        'Remove-BgCheckDelivery'
        'Restore-BgCheckLedger'
        'Send-BgCheckSummary'
        'Set-BgCheckDelivery'
        'Start-FeishuHireSandbox'
        'Stop-BgCheckOrder'
        'Stop-FeishuHireSandbox'
        'Sync-BgCheckDelivery'
        'Test-BgCheckProgress'
        'Test-FeishuHireConnection'
        'Update-BgCheckProgress'
        'Update-BgCheckResult'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('Feishu', 'Lark', 'FeishuHire', 'BackgroundCheck', 'HR', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/FeishuHire/FeishuHire'
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = @'
0.2.0, the rest of an order's life.

- `Get-BgCheckOrder` asks Feishu which orders there are, where they stand and which stages and reports it shows
- `Update-BgCheckResult` reports final results, each once, after everything else of its order; `Stop-BgCheckOrder` ends orders
- `Sync-BgCheckDelivery` asks Feishu what it has and settles the ledger by that
- `Test-FeishuHireConnection` looks at everything that a delivery needs
- The sandbox answers `update_result`, `cancel` and `batch_query` too

All changes: https://github.com/FeishuHire/FeishuHire/blob/HEAD/CHANGELOG.md
'@
        }
    }
}
