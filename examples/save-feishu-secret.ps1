# Saves the app's id and secret for the account that runs it, for scheduled-delivery.ps1 -CredentialPath. Windows encrypts the
# secret (DPAPI): only the same account on the same machine can read it. So run this as the task's account:
#   a service account with a password   runas /user:DOMAIN\svc-feishu powershell.exe    and in that window this script
#   a group managed service account     once as a task of that account, with -SecretFile: it cannot log on at a console
# With -Webhook it saves the address of a group's custom bot, and its secret, for -WebhookPath.
[CmdletBinding()]
param(
    # The app's id, cli_...
    [string] $AppId,

    # The file to make.
    [string] $Path,

    # A file with the secret and nothing else, where nobody can type it. It is deleted once the secret is saved.
    [string] $SecretFile,

    # Saves a bot instead: its address, and the secret of its signature check, where that is on. In -SecretFile: a line each.
    [switch] $Webhook
)

$ErrorActionPreference = 'Stop'

function Read-Secret([string] $Prompt, [int] $Line) {
    if (-not $SecretFile) { return Read-Host -Prompt $Prompt -AsSecureString }

    $secret = New-Object Security.SecureString
    $lines = @([IO.File]::ReadAllLines($SecretFile) | Where-Object { $_.Trim() })
    if ($Line -lt $lines.Count) { foreach ($character in $lines[$Line].Trim().ToCharArray()) { $secret.AppendChar($character) } }
    $secret
}

try {
    # Elsewhere Export-Clixml would write the secret in the open.
    if ([Environment]::OSVersion.Platform -ne 'Win32NT') { throw 'This needs Windows. Elsewhere use SecretManagement, or FEISHU_APP_ID and FEISHU_APP_SECRET.' }
    if (-not $Path -or -not ($AppId -or $Webhook)) { throw 'Give -AppId, or -Webhook, and -Path, the file to make.' }

    $Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    if ($SecretFile) { $SecretFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($SecretFile) }

    $secret = Read-Secret $(if ($Webhook) { 'Address of the bot' } else { 'App secret' }) 0
    if ($secret.Length -eq 0) { throw 'There is no secret.' }

    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
    if ($Webhook) {
        $bot = @{ WebhookUri = $secret }
        $signature = Read-Secret 'Secret of its signature check (empty where that is off)' 1
        if ($signature.Length -gt 0) { $bot['WebhookSecret'] = $signature }
        Export-Clixml -InputObject $bot -LiteralPath $Path -Force
    }
    else { New-Object Management.Automation.PSCredential $AppId, $secret | Export-Clixml -LiteralPath $Path -Force }

    # What cannot be read back is no use, whatever the reason.
    $saved = Import-Clixml -LiteralPath $Path
    $read = if ($Webhook) { $saved['WebhookUri'] } else { $saved.Password }
    if (($AppId -and -not $Webhook -and $saved.UserName -ne $AppId) -or $read.Length -ne $secret.Length) { throw "$Path cannot be read back." }

    if ($SecretFile) { [IO.File]::Delete($SecretFile) }
    "$Path can be read by $([Security.Principal.WindowsIdentity]::GetCurrent().Name) on this machine, and by nobody else."
}
catch {
    "$($_.Exception.Message)"
    exit 1
}

exit 0
