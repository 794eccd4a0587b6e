using System;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Parameters that name a place which the shell does not have, e.g. the drive of a share in a task that has none.</summary>
[Collection(SandboxCollection.Name)]
public sealed class PlaceTests
{
    private const string Row = "[pscustomobject]@{ background_check_id = '6931286400470354183'; stage_id = 'S1'; stage_name = 'x'; stage_time = '2026-11-02T12:04:25+08:00' }";

    [Theory]
    [InlineData("Connect-FeishuHire -Sandbox -NoLedger:$false -LedgerPath 'NoDrive:/a.db'", "LedgerPathNotAllowed", "there is no such drive", "local disk")]
    [InlineData("Connect-FeishuHire -Sandbox -NoLedger:$false -LedgerPath 'Env:/a.db'", "LedgerPathNotAllowed", "it is not a path", "local disk")]
    [InlineData("Get-BgCheckDelivery -LedgerPath 'NoDrive:/a.db'", "LedgerPathNotAllowed", "there is no such drive", "local disk")]
    [InlineData(Row + " | Test-BgCheckProgress -LedgerPath 'NoDrive:/a.db'", "LedgerPathNotAllowed", "there is no such drive", "local disk")]
    [InlineData("Connect-FeishuHire -AppId cli_1 -AppSecret ([Net.NetworkCredential]::new('', 'x').SecurePassword) -AppTicketPath 'NoDrive:/t.txt'", "CredentialMissing", "-AppTicketPath NoDrive:/t.txt", "-AppTicketPath")]
    [InlineData("$null = Connect-FeishuHire -Sandbox; " + Row + " | Update-BgCheckProgress -ResultPath 'NoDrive:/r'", "ResultPathUnusable", "there is no such drive", "-ResultPath")]
    public void A_drive_that_is_not_there_is_named_with_what_to_do(string script, string id, string said, string remedy)
    {
        using ModuleSession session = new();
        session.Run("$null = Start-FeishuHireSandbox").Clean();
        try
        {
            RunResult result = session.Run(script);

            Assert.Equal(id, Assert.Single(result.ErrorIds));
            Assert.Contains(said, result.Everything, StringComparison.Ordinal);
            Assert.Contains(remedy, result.Everything, StringComparison.Ordinal);
        }
        finally
        {
            session.Run("Disconnect-FeishuHire; Stop-FeishuHireSandbox");
        }
    }
}
