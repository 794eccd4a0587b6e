# One update with the module and its ledger.
param([string] $Address, [string] $Module, [string] $Ledger)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$secret = [System.Net.NetworkCredential]::new('', 'bench').SecurePassword
$null = Connect-FeishuHire -AppId cli_bench -AppSecret $secret -BaseUri $Address -Realm Bench -LedgerPath $Ledger -NewLedger
$null = Update-BgCheckProgress -BackgroundCheckId 6931286400470354183 -StageId s-1 -StageName 授权确认 -StageTime 1700000000000
