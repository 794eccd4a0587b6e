# The same update without the module.
param([string] $Address, [string] $Module, [string] $Ledger)

$ErrorActionPreference = 'Stop'
$json = 'application/json; charset=utf-8'
$credentials = @{ app_id = 'cli_bench'; app_secret = 'bench' } | ConvertTo-Json
$grant = Invoke-RestMethod -Method Post -Uri "$Address/open-apis/auth/v3/tenant_access_token/internal" -ContentType $json -Body $credentials
if ($grant.code -ne 0) { throw $grant.msg }
$update = @{ background_check_id = '6931286400470354183'; stage_id = 's-1'; stage_name = '授权确认'; stage_time = '1700000000000' } | ConvertTo-Json
$answer = Invoke-RestMethod -Method Post -Uri "$Address/open-apis/hire/v1/eco_background_checks/update_progress" -ContentType $json `
    -Headers @{ Authorization = "Bearer $($grant.tenant_access_token)" } -Body ([System.Text.Encoding]::UTF8.GetBytes($update))
if ($answer.code -ne 0) { throw $answer.msg }
