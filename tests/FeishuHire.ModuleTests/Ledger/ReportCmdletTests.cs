using System;
using System.IO;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;

namespace FeishuHire.ModuleTests.Ledger;

/// <summary>Export-BgCheckReport in the real engine; what the page says and how it looks is proved in the unit tests.</summary>
[Collection(SandboxCollection.Name)]
public sealed class ReportCmdletTests
{
    [Fact]
    public async Task A_page_of_the_connection_or_of_a_file()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Run($"$null = {LedgerSession.Rows} | Update-BgCheckProgress").Clean();
        string path = session.Path + ".html";

        Assert.Empty(session.Run("Export-BgCheckReport ($ledger + '.html') -WhatIf").Clean().Output);
        Assert.False(File.Exists(path));
        Assert.Empty(session.Run("Export-BgCheckReport ($ledger + '.html')").Clean().Output);
        string page = await File.ReadAllTextAsync(path);
        Assert.Contains("All is well: nothing waits for anybody, and 3 updates were delivered", page, StringComparison.Ordinal);
        Assert.Contains("<td data-label=\"Delivered\" class=number><span>3</span>", page, StringComparison.Ordinal);

        session.Renew();
        Assert.Equal([path], session.Run("Export-BgCheckReport ($ledger + '.html') -LedgerPath $ledger -PassThru").Clean().Values("FullName"));
        Assert.Equal(["InvalidField"], session.Run("Export-BgCheckReport ($ledger + '.html') -LedgerPath $ledger -NoClobber").ErrorIds);
        Assert.Equal(["InvalidField"], session.Run("Export-BgCheckReport /no/such/folder/report.html -LedgerPath $ledger").ErrorIds);
        Assert.Equal(["InvalidField"], session.Run("Export-BgCheckReport env:x -LedgerPath $ledger").ErrorIds);
        Assert.Equal(["InvalidField"], session.Run("Export-BgCheckReport ($ledger + '.html') -LedgerPath $ledger -Since nonsense").ErrorIds);
        Assert.Equal(["LedgerNotFound"], session.Run("Export-BgCheckReport ($ledger + '.html') -LedgerPath ($ledger + '.gone')").ErrorIds);
    }

    [Fact]
    public async Task The_page_speaks_the_users_language_and_keeps_his_zone()
    {
        await using LedgerSession session = await LedgerSession.StartAsync();
        session.Connect("-LedgerPath $ledger -NewLedger").Clean();
        session.Run($"$null = {LedgerSession.Rows} | Update-BgCheckProgress").Clean();
        session.Session.UseCulture("zh-CN");
        session.Run("Export-BgCheckReport ($ledger + '.html') -TimeZone '+02:00' -Since 2020-01-01").Clean();
        string page = await File.ReadAllTextAsync(session.Path + ".html");
        Assert.Contains("<html lang=\"zh-Hans\">", page, StringComparison.Ordinal);
        Assert.Contains("一切正常", page, StringComparison.Ordinal);
        Assert.Contains("UTC+02:00", page, StringComparison.Ordinal);
        Assert.Contains("自 2020-01-01 起", page, StringComparison.Ordinal);
    }
}
