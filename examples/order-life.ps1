# The life of a few orders, on this machine alone: a sandbox stands in for Feishu, takes stages, loses answers, has results approved
# or not, and ends an order. Each step says what it shows.
#   ./examples/order-life.ps1        (examples/quickstart.ps1 builds the module where it is not yet)
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$manifests = [IO.DirectoryInfo]::new([IO.Path]::Combine([IO.Path]::GetDirectoryName($PSScriptRoot), 'out', 'FeishuHire'))
if ($manifests.Exists) {
    Import-Module $manifests.GetFiles('FeishuHire.psd1', 'AllDirectories')[0].FullName
}
else {
    Import-Module FeishuHire
}

$done, $stuck, $ended = '6931286400470354183', '6931286400470354184', '6931286400470354185'

# Answers get lost on the way back: of the first stage, and of the first result. The administrator refuses results.
$null = Start-FeishuHireSandbox -KnownOrder $done, $stuck, $ended -ApproveResult Rejected -Fault @(
    @{ Kind = 'CutAfterApply'; Count = 1 }
    @{ Kind = 'CutAfterApply'; Count = 1; Endpoint = 'Result' }
)
try {
    $null = Connect-FeishuHire -Sandbox

    '1. Which orders there are:'
    Get-BgCheckOrder -Status Arranged | ForEach-Object { "   $($_.BackgroundCheckId) $($_.Status)" }

    '2. Their stages; the answer to the first one is lost, and Feishu asked:'
    $stages = @"
背调ID,阶段ID,阶段名称,阶段时间,背调结果
$done,S1,授权确认,2026-11-02 10:00:00,
$done,S2,学历核验,2026-11-03 10:00:00,
$stuck,S1,授权确认,2026-11-02 10:00:00,
$stuck,S2,学历核验,2026-11-03 10:00:00,通过
$ended,S1,授权确认,2026-11-02 10:00:00,
"@ | ConvertFrom-Csv
    $stages | Update-BgCheckProgress -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue |
        ForEach-Object { "   $($_.BackgroundCheckId) $($_.StageId) $($_.Status), shown by Feishu: $($_.ReadBack)" }
    $failed | ForEach-Object { "   $($_.TargetObject) $($_.Exception.ErrorId)" }

    '3. Their results; one waits for the stage that was refused, the answer to the other is lost, and Feishu asked:'
    $results = @"
背调ID,最终结果,结果时间
$done,无差异,2026-11-10 10:00:00
$stuck,无差异,2026-11-10 11:00:00
"@ | ConvertFrom-Csv
    $results | Update-BgCheckResult -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue |
        ForEach-Object { "   $($_.BackgroundCheckId) $($_.Kind) $($_.Status), shown by Feishu: $($_.ReadBack)" }
    $failed | ForEach-Object { "   $($_.TargetObject) $($_.Exception.ErrorId)" }

    '4. That stage is given up, and its order free for its result:'
    Set-BgCheckDelivery -BackgroundCheckId $stuck -StageId S2 -Status Abandoned
    $failed.TargetObject | Update-BgCheckResult -Confirm:$false | ForEach-Object { "   $($_.BackgroundCheckId) $($_.Kind) $($_.Status)" }

    '5. The administrator refused the first result; one with a later time is a new result:'
    $null = Get-BgCheckOrder $done
    "   $done $((Get-BgCheckOrder $done).Status)"
    Update-BgCheckResult -BackgroundCheckId $done -Result '有差异' -ResultTime '2026-11-12 10:00:00' -Confirm:$false |
        ForEach-Object { "   $($_.BackgroundCheckId) $($_.Kind) $($_.Status)" }

    '6. An order that is called off ends, and a stage says so first:'
    Update-BgCheckProgress -BackgroundCheckId $ended -StageId S9 -StageName '已终止' -StageTime '2026-11-04 10:00:00' |
        ForEach-Object { "   $($_.BackgroundCheckId) $($_.StageId) $($_.Status)" }
    Stop-BgCheckOrder -BackgroundCheckId $ended -Confirm:$false | ForEach-Object { "   $($_.BackgroundCheckId) $($_.Kind) $($_.Status)" }
    "   $ended $((Get-BgCheckOrder $ended).Status)"

    '7. The ledger is lost; Feishu is asked, and nothing sent:'
    $null = Connect-FeishuHire -Sandbox
    $stages | Sync-BgCheckDelivery -ErrorAction SilentlyContinue -WarningAction SilentlyContinue |
        ForEach-Object { "   $($_.BackgroundCheckId) $($_.StageId) $($_.Status), shown by Feishu: $($_.ReadBack)" }

    '8. What the sandbox has:'
    Get-FeishuHireSandboxOrder | ForEach-Object { "   $($_.BackgroundCheckId) $($_.Status): $($_.Stage.Count) stages, $($_.Result.Count) results" }
}
finally {
    Disconnect-FeishuHire
    Stop-FeishuHireSandbox
}
