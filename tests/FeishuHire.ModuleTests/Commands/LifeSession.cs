using System;
using System.Collections.Generic;
using System.IO;
using FeishuHire.ModuleTests.Harness;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>A session connected to the module's own sandbox, with short words for what is done to orders: <c>send</c> stages,
/// <c>give</c> results, <c>end</c> orders, <c>sync</c>. Each says what every row came to and how many calls were made.</summary>
internal sealed class LifeSession : IDisposable
{
    public const string A = "6931286400470354183";
    public const string B = "6931286400470354184";
    public const string C = "6931286400470354185";

    private const string Words = """
        $A, $B, $C = '6931286400470354183', '6931286400470354184', '6931286400470354185'
        function stage($order, $id, $day, $result, $name = "阶段 $id") {
            [pscustomobject]@{ 背调ID = $order; 阶段ID = $id; 阶段名称 = $name; 阶段时间 = "2026-11-0$day 10:00:00"; 背调结果 = $result }
        }
        function result($order, $day, $text = '无差异') { [pscustomobject]@{ 背调ID = $order; 最终结果 = $text; 结果时间 = "2026-11-$day 10:00:00" } }
        function order($order) { [pscustomobject]@{ BackgroundCheckId = $order } }
        function tell($deliveries, $failed, $told) {
            foreach ($d in $deliveries) { (@("$($d.BackgroundCheckId)/$($d.StageId)".Trim('/'), $d.Kind, $d.Status) + @('ReadBack') * [int] $d.ReadBack) -join ' ' }
            foreach ($f in $failed) { "$($f.TargetObject) $($f.FullyQualifiedErrorId.Split(',')[0])" }
            "calls $($told[$told.Count - 1].MessageData.Calls)"
        }
        $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue'; ErrorVariable = 'global:failed'; WarningVariable = 'global:warned'; InformationVariable = 'global:told' }
        function send { $d = @($input | Update-BgCheckProgress @quiet @args); tell $d $failed $told }
        function give { $d = @($input | Update-BgCheckResult -Confirm:$false @quiet @args); tell $d $failed $told }
        function end { $d = @($input | Stop-BgCheckOrder -Confirm:$false @quiet @args); tell $d $failed $told }
        function sync { $d = @($input | Sync-BgCheckDelivery @quiet @args); tell $d $failed $told }
        function ledger { Get-BgCheckDelivery | ForEach-Object { (@("$($_.BackgroundCheckId)/$($_.StageId)".Trim('/'), $_.Kind, $_.Status) + @($_.ErrorId) * [bool] $_.ErrorId + @('ReadBack') * [int] $_.ReadBack) -join ' ' } }
        function there($order) { $o = Get-FeishuHireSandboxOrder $order; "$($o.Status) $($o.Stage.Count)+$($o.Result.Count)-$($o.Refused.Count)" }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("feishu-life-").FullName;

    /// <param name="sandbox">Parameters of Start-FeishuHireSandbox.</param>
    public LifeSession(string sandbox = "")
    {
        Session.Run("try { Stop-FeishuHireSandbox } catch { }");
        Session.Run(Words, ("folder", _folder)).Clean();
        Session.Run($"$null = Start-FeishuHireSandbox {sandbox} -WarningAction SilentlyContinue; $null = Connect-FeishuHire -Sandbox").Clean();
    }

    public ModuleSession Session { get; } = new();

    public string Folder => _folder;

    /// <summary>The lines that a script says.</summary>
    public IReadOnlyList<string?> Say(string script) => Session.Run(script).Clean().Texts;

    /// <summary>The same, whatever errors the script shows.</summary>
    public RunResult Run(string script) => Session.Run(script);

    /// <summary>A new connection whose ledger knows nothing.</summary>
    public void LoseLedger() => Session.Run("$null = Connect-FeishuHire -Sandbox").Clean();

    /// <summary>Goes over to a ledger in a file.</summary>
    /// <param name="name">Its name in <see cref="Folder"/>.</param>
    public string UseLedger(string name = "ledger.db")
    {
        Session.WithLedger();
        string path = Path.Combine(_folder, name);
        Session.Run($"$null = Connect-FeishuHire -Sandbox -LedgerPath '{path}' -NewLedger -WarningAction SilentlyContinue").Clean();
        return path;
    }

    public void Dispose()
    {
        Session.Run("try { Disconnect-FeishuHire } catch { }; try { Stop-FeishuHireSandbox } catch { }");
        Session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
