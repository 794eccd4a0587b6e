using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Test-BgCheckProgress in the real engine.</summary>
[Collection(Sandbox.SandboxCollection.Name)]
public sealed class TestProgressTests : IDisposable
{
    private const string Titles = "背调单号,阶段ID,阶段名称,更新时间,结果,报告名称,报告链接\n";
    private const string Order = "6931286400470354183";

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("feishuhire-test-").FullName;

    public void Dispose()
    {
        _session.Run("Disconnect-FeishuHire; Stop-FeishuHireSandbox");
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_good_file_has_no_problem_and_a_plan()
    {
        string path = Write($"{Order},a,A,2026-01-05 09:00,,,\n{Order},b,B,2026-01-06 09:00,通过,r.pdf,https://x.example.com/1\n{Order},b,B,2026-01-06 09:00,通过,s.pdf,https://x.example.com/2\n6931286400470354184,a,A,2026-01-05 09:00,,,\n");
        Assert.Empty(_session.Run("Test-BgCheckProgress $path", ("path", path)).Clean().Output);
        Assert.Equal(true, _session.Run("Test-BgCheckProgress $path -Quiet").Clean().Output[0].BaseObject);
        PSObject plan = Assert.Single(_session.Run("Test-BgCheckProgress $path -Summary").Clean().Output);
        Assert.Equal("4 2 3 0 0 00:00:00", string.Join(' ', Values(plan, "Rows", "Orders", "Calls", "Problems", "AlreadyDelivered", "ShortestDuration")));
        Assert.NotNull(plan.Properties["EarliestFinish"].Value);
    }

    [Fact]
    public void Every_broken_rule_is_a_problem_with_its_row_its_column_and_what_to_do()
    {
        string path = Write($"6.93E+18,a,A,2026-01-05 09:00,,,\n{Order},,A,soon,通过,,\n\"open\n6931286400470354184,a,A,2026-01-05 09:00,,,\n6931286400470354184,a,B,2026-01-06 09:00,,,\n");
        RunResult result = _session.Run("Test-BgCheckProgress $path", ("path", path)).Clean();
        Assert.Equal(
            ["2 背调单号 DamagedId", "3 报告链接 ResultWithoutReport", "3 更新时间 StageTimeUnreadable", "3 阶段ID MissingField", "4  RowUnreadable", "6 阶段ID DuplicateStageId"],
            result.Output.Select(problem => string.Join(' ', Values(problem, "Row", "Column", "ErrorId"))).Order(StringComparer.Ordinal));
        Assert.All(result.Output, problem => Assert.NotEmpty((string)problem.Properties["Remedy"].Value));
        Assert.All(result.Values("Message"), message => Assert.DoesNotContain("stage a", message));
        Assert.Single(result.Values("Message"), message => message!.StartsWith("Another row of this order has the same stage id", StringComparison.Ordinal));
        Assert.Single(result.Values("Message"), message => message!.Contains("quotation mark that opens", StringComparison.Ordinal));
        Assert.Equal(false, _session.Run("Test-BgCheckProgress $path -Quiet").Clean().Output[0].BaseObject);
        PSObject plan = Assert.Single(_session.Run("Test-BgCheckProgress $path -Summary").Clean().Output);
        Assert.Equal("5 4 6 1", string.Join(' ', Values(plan, "Rows", "RowsWithProblems", "Problems", "Calls")));
    }

    [Fact]
    public void Problems_come_file_by_file_and_row_by_row()
    {
        string first = Write("6931286400470354199,a,A,soon,,,\n,a,A,2026-01-05 09:00,,,\n6931286400470354198,b,,2026-01-05 09:00,通过,,\n6.93E+18,a,A,2026-01-05 09:00,,,\n");
        string second = Write("6.93E+18,a,A,2026-01-05 09:00,,,\n6931286400470354100,,A,2026-01-05 09:00,,,\n");
        RunResult result = _session.Run("Test-BgCheckProgress $first, $second", ("first", first), ("second", second)).Clean();
        Assert.Equal(
            [$"{first} 2", $"{first} 3", $"{first} 4", $"{first} 4", $"{first} 5", $"{second} 2", $"{second} 3"],
            result.Output.Select(problem => string.Join(' ', Values(problem, "File", "Row"))));
        Assert.Equal(["MissingField", "ResultWithoutReport"], result.Values("ErrorId").Skip(2).Take(2));
    }

    [Fact]
    public void More_problems_than_are_put_in_order_at_once_come_all()
    {
        string path = Write(string.Concat(Enumerable.Range(0, 12_000).Select(i => $"{6931286400470354000 + i},a,A,soon,,,\n")));
        Assert.Equal(12_000, _session.Run("Test-BgCheckProgress $path", ("path", path)).Clean().Values("Row").Distinct().Count());
    }

    [Fact]
    public void Rows_come_from_the_pipeline_as_Update_takes_them()
    {
        RunResult result = _session.Run(
            "[pscustomobject]@{ background_check_id = '" + Order + "'; stage_id = 'a'; stage_name = ''; stage_time = '2026-01-05 09:00' }, @{ StageId = 'a' }, [pscustomobject]@{ other = 1 } | Test-BgCheckProgress").Clean();
        Assert.Equal(
            ["1 stage_name MissingField", "2 background_check_id MissingField", "2 stage_name MissingField", "2 stage_time MissingField", "3  ColumnsNotFound"],
            result.Output.Select(problem => string.Join(' ', Values(problem, "Row", "Column", "ErrorId"))).Order(StringComparer.Ordinal));
        Assert.Equal(["MissingField"], _session.Run("Import-BgCheckProgress $path | Test-BgCheckProgress", ("path", Write("6931286400470354183,,A,2026-01-05 09:00,,,\n"))).Clean().Values("ErrorId"));
    }

    [Fact]
    public void Titles_that_nearly_are_known_are_named_and_the_others_are_not()
    {
        RunResult result = _session.Run("[pscustomobject]@{ 'stage nam' = 'x'; '张三' = 1 }, 'a path.csv' | Test-BgCheckProgress").Clean();
        Assert.Equal(["ColumnsNotFound", "ColumnsNotFound"], result.Values("ErrorId"));
        Assert.Contains("Column 'stage nam' looks like stage_name.", result.Values("Message")[0]);
        Assert.DoesNotContain("张三", result.Everything, StringComparison.Ordinal);
        Assert.All(result.Values("Remedy"), remedy => Assert.Contains("Import-BgCheckProgress -Path", remedy));
        PSObject plan = Assert.Single(_session.Run("'a path.csv' | Test-BgCheckProgress -Summary").Clean().Output);
        Assert.Equal("1 1 1 0", string.Join(' ', Values(plan, "Rows", "RowsWithProblems", "Problems", "Calls")));
    }

    [Fact]
    public void Empty_rows_are_told_of_and_a_table_is_taken_as_a_whole()
    {
        RunResult result = _session.Run("[pscustomobject]@{ StageId = ''; StageName = $null } | Test-BgCheckProgress -Verbose").Clean();
        Assert.Contains(result.Verbose, line => line.Contains("Row 1 is empty", StringComparison.Ordinal));
        Assert.Equal(["1", "2"], _session.Run(
            "$t = [System.Data.DataTable]::new(); 'background_check_id', 'stage_id' | ForEach-Object { $t.Columns.Add($_) > $null }; $t.Rows.Add('x', 's') > $null; $t.Rows.Add('y', 's') > $null; $p = Test-BgCheckProgress -InputObject $t; $p | Where-Object Column -eq 'background_check_id'").Clean().Values("Row"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_and_not_well()
    {
        RunResult result = _session.Run("Test-BgCheckProgress nowhere.csv -Quiet");
        Assert.Equal(["FileNotFound"], result.ErrorIds);
        Assert.Equal(false, Assert.Single(result.Output).BaseObject);
        Assert.Equal(["LedgerNotFound"], _session.Run("Test-BgCheckProgress $path -LedgerPath nowhere.db", ("path", Write(string.Empty))).ErrorIds);
    }

    [Fact]
    public void What_the_ledger_knows_counts_when_connected()
    {
        string path = Write($"{Order},a,A,2026-01-05 09:00,,,\n{Order},b,B,2026-01-06 09:00,,,\n");
        string ledger = Path.Combine(_folder, "ledger.db");
        _session.Run("Connect-FeishuHire -Sandbox -NoLedger:$false -LedgerPath $ledger -NewLedger > $null; Import-BgCheckProgress $path | Update-BgCheckProgress > $null", ("path", path), ("ledger", ledger)).Clean();
        string changed = Write($"{Order},a,Other,2026-01-05 09:00,,,\n{Order},b,B,2026-01-06 09:00,,,\n{Order},c,C,2026-01-04 09:00,,,\n{Order},d,D,2026-01-07 09:00,,,\n");
        Assert.Equal(["StageChanged", "StageTimeNotIncreasing"], _session.Run("Test-BgCheckProgress $path", ("path", changed)).Clean().Values("ErrorId").Order());
        _session.Run("Disconnect-FeishuHire").Clean();
        Assert.Empty(_session.Run("Test-BgCheckProgress $path", ("path", changed)).Clean().Output);
        PSObject plan = Assert.Single(_session.Run("Test-BgCheckProgress $path -LedgerPath $ledger -Summary", ("path", changed)).Clean().Output);
        Assert.Equal("1 1 2", string.Join(' ', Values(plan, "AlreadyDelivered", "Calls", "Problems")));
        Assert.Equal(ledger, plan.Properties["LedgerPath"].Value);
    }

    [Fact]
    public async Task Links_are_asked_once_each_and_only_when_wanted()
    {
        using HttpListener server = new();
        int port = FreePort();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        int asked = 0;
        Task serving = Task.Run(async () =>
        {
            while (server.IsListening)
            {
                HttpListenerContext call;
                try
                {
                    call = await server.GetContextAsync();
                }
                catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                asked++;
                string name = call.Request.Url!.AbsolutePath;
                call.Response.StatusCode = name == "/gone.pdf" ? 404 : call.Request.Headers["Range"] == "bytes=0-1023" ? 206 : 200;
                call.Response.ContentType = "text/html";
                await call.Response.OutputStream.WriteAsync(Encoding.ASCII.GetBytes(name == "/good.pdf" ? "%PDF-1.7 ..." : "<html>"));
                call.Response.Close();
            }
        });
        string Row(int row, string name) => $"{Order},s{row},A,2026-01-{row:00} 09:00,ok,r,http://127.0.0.1:{port}/{name}\n";
        string path = Write(Row(1, "good.pdf") + Row(2, "good.pdf") + Row(3, "gone.pdf") + Row(4, "page.html"));
        Assert.Empty(_session.Run("Test-BgCheckProgress $path", ("path", path)).Clean().Output);
        Assert.Equal(0, asked);
        RunResult result = _session.Run("Test-BgCheckProgress $path -CheckReportUrl").Clean();
        Assert.Equal(3, asked);
        Assert.Equal(["4 the link answers 404", "5 the link gives text/html and no PDF"], result.Output.Where(problem => (string)problem.Properties["Severity"].Value == "Error").Select(problem => string.Join(' ', Values(problem, "Row", "Message"))));
        Assert.Equal(6, result.Output.Count(problem => (string)problem.Properties["Severity"].Value == "Warning"));
        Assert.DoesNotContain("127.0.0.1", result.Everything, StringComparison.Ordinal);
        server.Stop();
        await serving;
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string[] Values(PSObject item, params string[] names) =>
        [.. names.Select(name => Convert.ToString(item.Properties[name].Value, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty)];

    private string Write(string rows)
    {
        string path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".csv");
        File.WriteAllText(path, Titles + rows);
        return path;
    }
}
