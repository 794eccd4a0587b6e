# Saves the app's id and secret for the account that runs it, for scheduled-delivery.ps1 -CredentialPath. Windows encrypts the
# secret (DPAPI): only the same account on the same machine can read it. So run this as the task's account:
#   a service account with a password   runas /user:DOMAIN\svc-feishu powershell.exe    and in that window this script
#   a group managed service account     once as a task of that account, with -SecretFile: it cannot log on at a console
[CmdletBinding()]
param(
    # The app's id, cli_...
    [string] $AppId,

    # The file to make.
    [string] $Path,

    # A file with the secret and nothing else, where nobody can type it. It is deleted once the secret is saved.
    [string] $SecretFile
)

$ErrorActionPreference = 'Stop'

function Read-Secret {
    if (-not $SecretFile) { return Read-Host -Prompt 'App secret' -AsSecureString }

    $secret = New-Object Security.SecureString
    foreach ($character in [IO.File]::ReadAllText($SecretFile).Trim().ToCharArray()) { $secret.AppendChar($character) }
    $secret
}

try {
    # Elsewhere Export-Clixml would write the secret in the open.
    if ([Environment]::OSVersion.Platform -ne 'Win32NT') { throw 'This needs Windows. Elsewhere use SecretManagement, or FEISHU_APP_ID and FEISHU_APP_SECRET.' }
    if (-not $AppId -or -not $Path) { throw 'Give -AppId and -Path, the file to make.' }

    $Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    if ($SecretFile) { $SecretFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($SecretFile) }

    $secret = Read-Secret
    if ($secret.Length -eq 0) { throw 'There is no secret.' }

    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
    New-Object Management.Automation.PSCredential $AppId, $secret | Export-Clixml -LiteralPath $Path -Force

    # What cannot be read back is no use, whatever the reason.
    $saved = Import-Clixml -LiteralPath $Path
    if ($saved.UserName -ne $AppId -or $saved.Password.Length -ne $secret.Length) { throw "$Path cannot be read back." }

    if ($SecretFile) { [IO.File]::Delete($SecretFile) }
    "$Path can be read by $([Security.Principal.WindowsIdentity]::GetCurrent().Name) on this machine, and by nobody else."
}
catch {
    "$($_.Exception.Message)"
    exit 1
}

exit 0
