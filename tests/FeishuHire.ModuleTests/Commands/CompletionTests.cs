using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Ledger;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>What the Tab key offers, asked of the engine as a console asks it.</summary>
public sealed class CompletionTests
{
    private const string Ask = "$n = $Error.Count; [Management.Automation.CommandCompletion]::CompleteInput($typed, $typed.Length, $null).CompletionMatches; if ($Error.Count -ne $n) { throw $Error[0] }";

    [Theory]
    [InlineData("Update-BgCheckProgress -OperatorRole ", "Vendor Administrator")]
    [InlineData("Update-BgCheckProgress -OperatorRole a", "Administrator")]
    [InlineData("Update-BgCheckProgress -ReportUrlType ", "Download Preview")]
    [InlineData("New-BgCheckReportFile -UrlType p", "Preview")]
    [InlineData("Update-BgCheckProgress -OnFailure ", "Continue HoldOrder")]
    [InlineData("Connect-FeishuHire -Region l", "Lark")]
    [InlineData("Get-BgCheckDelivery -Status s", "Sending")]
    public void Cells_and_options_have_their_values(string typed, string offered)
    {
        using ModuleSession session = new();

        Assert.Equal(offered.Split(' '), Offered(session, typed));
    }

    [Fact]
    public void A_time_zone_is_found_by_a_part_of_its_name()
    {
        using ModuleSession session = new();

        Assert.Equal("'China Standard Time'", Offered(session, "Update-BgCheckProgress -TimeZone ")[0]);
        Assert.Contains("Asia/Shanghai", Offered(session, "Import-BgCheckProgress -TimeZone shang"));
        Assert.Contains("'China Standard Time'", Offered(session, "Test-BgCheckProgress -TimeZone 'china st"));
    }

    // What is offered is understood.
    [Theory]
    [InlineData("Import-BgCheckProgress", "Import-BgCheckProgress -LiteralPath (Join) -TimeZone {0}")]
    [InlineData("Test-BgCheckProgress", "Test-BgCheckProgress -LiteralPath (Join) -TimeZone {0}")]
    public void A_time_zone_that_is_offered_is_taken(string cmdlet, string use)
    {
        using ModuleSession session = new();
        session.Run("function Join { $sheet }", ("sheet", Repo.Example("data", "updates-utf8.csv"))).Clean();

        foreach (string zone in Offered(session, cmdlet + " -TimeZone ").Take(3))
        {
            session.Run("$null = " + string.Format(null, use, zone)).Clean();
        }
    }

    [Theory]
    [InlineData("-Path '{0}'")]
    [InlineData("-LiteralPath '{0}'")]
    [InlineData("'{1}*.xlsx'")]
    public void A_worksheet_is_one_of_the_workbook(string path)
    {
        using ModuleSession session = new();
        string folder = Repo.Example("data") + Path.DirectorySeparatorChar;

        string[] offered = Offered(session, $"Import-BgCheckProgress {string.Format(null, path, folder + "updates.xlsx", folder + "updates")} -Worksheet ");

        Assert.NotEmpty(offered);
        foreach (string sheet in offered)
        {
            RunResult read = session.Run($"Import-BgCheckProgress '{folder}updates.xlsx' -Worksheet {sheet} -Verbose 4>&1");
            Assert.DoesNotContain(read.Errors, error => error.FullyQualifiedErrorId.StartsWith("InvalidField", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Orders_and_stages_are_those_of_the_ledger()
    {
        await using LedgerSession ledger = await LedgerSession.StartAsync();
        ledger.Connect("-LedgerPath $ledger -NewLedger").Clean();
        ledger.Run($"$null = {LedgerSession.Rows} | Update-BgCheckProgress").Clean();

        Assert.Equal([LedgerSession.Order], Offered(ledger.Session, "Get-BgCheckDelivery "));
        Assert.Equal([LedgerSession.Order], Offered(ledger.Session, "Get-BgCheckDelivery -BackgroundCheckId 6931"));
        Assert.Equal(["S1", "S2", "S3"], Offered(ledger.Session, $"Get-BgCheckDelivery {LedgerSession.Order} -StageId "));
        Assert.Equal(["S2"], Offered(ledger.Session, "Set-BgCheckDelivery -Status Abandoned -StageId s2"));
        Assert.Empty(Offered(ledger.Session, "Get-BgCheckDelivery 6931286400470354999 -StageId S"));
        Assert.Empty(Offered(ledger.Session, "Get-BgCheckDelivery -NeedsAction -StageId S"));

        // The next console has no connection, but it knows the file.
        ledger.Renew();
        Assert.Equal(["S1", "S2", "S3"], Offered(ledger.Session, $"Get-BgCheckDelivery -LedgerPath '{ledger.Path}' -StageId S"));
    }

    // No file, no ledger, no workbook, a variable: nothing is offered, and nothing is said.
    [Theory]
    [InlineData("Import-BgCheckProgress nowhere.xlsx -Worksheet ")]
    [InlineData("Import-BgCheckProgress '[' -Worksheet ")]
    [InlineData("Import-BgCheckProgress -LiteralPath Nowhere:\\x.xlsx -Worksheet ")]
    [InlineData("Import-BgCheckProgress $nothing -Worksheet ")]
    [InlineData("Import-BgCheckProgress '{0}' -Worksheet ")]
    [InlineData("Get-BgCheckDelivery -LedgerPath '{1}' ")]
    [InlineData("Get-BgCheckDelivery -LedgerPath '{0}' ")]
    [InlineData("Get-BgCheckDelivery -LedgerPath Nowhere:\\x.db -StageId ")]
    public void Where_there_is_nothing_to_offer_nothing_is_said(string typed)
    {
        using ModuleSession session = new();
        string line = string.Format(null, typed, Repo.Example("data", "updates-utf8.csv"), Path.Combine(Path.GetTempPath(), "no-ledger-here.db"));

        // Where a completer knows nothing, the engine offers the files of the folder.
        Assert.DoesNotContain(session.Run(Ask, ("typed", line)).Clean().Output.Select(Match), match => match.ResultType == CompletionResultType.ParameterValue);
    }

    [Fact]
    public void Every_parameter_of_a_kind_completes()
    {
        using ModuleSession session = new();
        string[] kinds = ["TimeZone", "Worksheet", "OperatorRole", "ReportUrlType", "UrlType"];

        IEnumerable<string> without =
            from command in session.Run("Get-Command -Module FeishuHire").Clean().Output.Select(o => (CommandInfo)o.BaseObject)
            from parameter in command.Parameters.Values
            where kinds.Contains(parameter.Name) && !parameter.Attributes.OfType<ArgumentCompleterAttribute>().Any()
            select $"{command.Name} -{parameter.Name}";

        Assert.Empty(without);
    }

    private static string[] Offered(ModuleSession session, string typed) =>
        [.. session.Run(Ask, ("typed", typed)).Clean().Output.Select(Match).Where(match => match.ResultType == CompletionResultType.ParameterValue).Select(match => match.CompletionText)];

    private static CompletionResult Match(PSObject match) => (CompletionResult)match.BaseObject;
}
