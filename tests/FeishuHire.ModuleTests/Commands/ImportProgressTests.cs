using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>Import-BgCheckProgress in the real engine.</summary>
[Collection(Sandbox.SandboxCollection.Name)]
public sealed class ImportProgressTests : IDisposable
{
    private const string Titles = "background_check_id,stage_id,stage_name,stage_time,result,report_name,report_url\n";

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("feishuhire-import-").FullName;

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("updates-utf8.csv")]
    [InlineData("updates-gb18030.csv")]
    [InlineData("updates.xlsx")]
    [InlineData("updates.xls")]
    public void Every_sample_gives_updates_that_know_their_row(string name)
    {
        RunResult result = _session.Run("Import-BgCheckProgress $path", ("path", Repo.Example("data", name))).Clean();
        Assert.Equal(44, result.Output.Count);
        Assert.All(result.Output, row => Assert.Equal("FeishuHire.BgCheckProgress", row.BaseObject.GetType().FullName));
        Assert.Equal(name + ":2", result.Values("Source")[0]);
        Assert.Equal("6931286400470354183", result.Values("BackgroundCheckId")[0]);
        Assert.Equal("2026-11-02T12:04:25.000+08:00", result.Values("StageTime")[0]);
    }

    [Fact]
    public void Paths_come_with_wildcards_from_the_pipeline_and_relative_to_the_location()
    {
        Write("a1.csv", Titles + "1,a,A,2026-01-05 09:00,,,\n");
        Write("a2.csv", Titles + "2,b,B,2026-01-05 09:00,,,\n");
        Write("[x].csv", Titles + "3,c,C,2026-01-05 09:00,,,\n");
        _session.Run("$ExecutionContext.SessionState.Path.SetLocation($folder) > $null", ("folder", _folder)).Clean();
        Assert.Equal(["a", "b"], _session.Run("Import-BgCheckProgress a?.csv").Clean().Values("StageId"));
        Assert.Equal(["b", "a"], _session.Run("'a2.csv', 'a1.csv' | Import-BgCheckProgress").Clean().Values("StageId"));
        Assert.Equal(["c"], _session.Run("Import-BgCheckProgress -LiteralPath '[x].csv'").Clean().Values("StageId"));
        Assert.Equal(["c"], _session.Run("[pscustomobject]@{ PSPath = \"FileSystem::$folder/[x].csv\" } | Import-BgCheckProgress").Clean().Values("StageId"));
    }

    [Fact]
    public void One_file_that_cannot_be_read_shuts_out_all_unless_it_may_be_skipped()
    {
        string good = Write("good.csv", Titles + "1,a,A,2026-01-05 09:00,,,\n");
        string web = Write("web.xls", "<html><table></table></html>");
        string none = Write("none.csv", "a,b\n1,2\n");
        Write("~$good.xlsx", "lock");
        Write("._good.csv", "shadow");
        Write(".~lock.good.csv#", "lock");
        (string, object?)[] files = [("web", web), ("none", none), ("good", good), ("all", Path.Combine(_folder, "*"))];
        RunResult result = _session.Run("Import-BgCheckProgress nowhere.csv, nowhere*.csv, $web, $none, $good", files);
        Assert.Equal(["FileNotFound", "FileNotFound", "FileFormatNotSupported", "ColumnsNotFound"], result.ErrorIds);
        Assert.Empty(result.Output);

        result = _session.Run("Import-BgCheckProgress $good, $web -SkipUnreadable", files);
        Assert.Equal(["FileFormatNotSupported"], result.ErrorIds);
        Assert.Equal(["a"], result.Values("StageId"));
        ErrorRecord format = result.Errors[0];
        Assert.Equal("FileFormatNotSupported,FeishuHire.Commands.ImportBgCheckProgressCommand", format.FullyQualifiedErrorId);
        Assert.Contains("HTML", format.ErrorDetails.Message);
        Assert.Contains(".xlsx", format.ErrorDetails.RecommendedAction);
        Assert.Equal(web, format.TargetObject);

        result = _session.Run("Import-BgCheckProgress $all -SkipUnreadable -Verbose", files);
        Assert.Equal(["ColumnsNotFound", "FileFormatNotSupported"], result.ErrorIds.Order());
        Assert.Equal(OperatingSystem.IsWindows() ? 3 : 1, result.Verbose.Count(line => line.Contains("passed over", StringComparison.Ordinal)));

        Assert.Equal([false], _session.Run("Test-BgCheckProgress $good, $web -Quiet -ErrorAction Ignore", files).Output.Select(item => item.BaseObject));
        Assert.Equal([true], _session.Run("Test-BgCheckProgress $good, $web -Quiet -SkipUnreadable -ErrorAction Ignore", files).Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void A_list_of_paths_may_come_as_one_text()
    {
        string first = Write("l1.csv", Titles + "1,a,A,2026-01-05 09:00,,,\n");
        string second = Write("l2.csv", Titles + "2,b,B,2026-01-05 09:00,,,\n");
        Assert.Equal(["a", "b"], _session.Run("Import-BgCheckProgress \"$first,$second\"", ("first", first), ("second", second)).Clean().Values("StageId"));
        Assert.Equal(["FileNotFound"], _session.Run("Import-BgCheckProgress \"$first,nowhere.csv\"", ("first", first)).ErrorIds);
    }

    [Fact]
    public async Task Rows_read_back_after_json_csv_and_a_selection()
    {
        string fault = Write("fault.csv", Titles + "6931286400470354730,S1,A,2026-01-05 09:00,,,\"r\" x\n6931286400470354730,S2,B,2026-01-05 10:00,,,\n");
        string gap = Write("gap.csv", Titles + "6931286400470354730,S1,A,2026-03-08 02:30,,,\n");
        string script = $$"""
            $ways = @({ $input }, { $input | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json }, { $input | ConvertTo-Json -Depth 6 | ConvertFrom-Json }, { $input | ConvertTo-Csv | ConvertFrom-Csv }, { $input | Select-Object * })
            foreach ($way in $ways) {
                @(Import-BgCheckProgress '{{fault}}' | & $way | Test-BgCheckProgress)[0].ErrorId
                (Import-BgCheckProgress '{{gap}}' -TimeZone America/New_York | & $way | Test-BgCheckProgress).ErrorId -join ' '
                @(Import-BgCheckProgress '{{gap}}' -TimeZone America/New_York | & $way | Test-BgCheckProgress -TimeZone +08:00).Count
                $null = Connect-FeishuHire -Sandbox
                $null = Import-BgCheckProgress '{{Repo.Example("data", "updates.xlsx")}}' | & $way | Update-BgCheckProgress -AllowFutureTime
                $sent = Get-FeishuHireSandboxOrder | Sort-Object BackgroundCheckId | ForEach-Object Stage | ForEach-Object { "$($_.StageId) $($_.StageName) $($_.StageTime) $($_.Result) $($_.ReportFile)" }
                if (-not $first) { $first = $sent }
                "$($sent.Count) $(($sent -join '|') -eq ($first -join '|'))"
                Stop-FeishuHireSandbox
            }
            """;
        using ShellProcess shell = ShellProcess.Start(["-Command", script]);
        string[] lines = [.. (await shell.WaitAsync()).Ok().Lines];
        Assert.Equal(20, lines.Length);
        Assert.All(lines.Chunk(4), way => Assert.Equal(["RowUnreadable", "StageTimeUnreadable", "0", "41 True"], way));
    }

    [Fact]
    public void Rows_that_break_rules_come_out_too()
    {
        string path = Write("bad.csv", Titles + "6.93E+18,a,A,2026-01-05 09:00,,,\n2,,,soon,ok,,\n\n");
        RunResult result = _session.Run("Import-BgCheckProgress $path -Verbose", ("path", path));
        Assert.Empty(result.Errors);
        Assert.Equal(["6.93E+18", "2"], result.Values("BackgroundCheckId"));
        Assert.Equal([null, "soon"], [result.Output[1].Properties["StageTime"].Value?.ToString(), result.Values("StageTimeText")[1]]);
        Assert.Contains(result.Verbose, line => line.Contains("utf-8", StringComparison.Ordinal) && line.Contains("titles in row 1", StringComparison.Ordinal));
        Assert.Contains(result.Verbose, line => line.Contains("blank rows skipped: 1.", StringComparison.Ordinal));
        Assert.Contains(result.Verbose, line => line.Contains("China Standard Time", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_user_says_about_a_file_counts()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string path = Path.Combine(_folder, "big5.txt");
        File.WriteAllBytes(path, Encoding.GetEncoding("big5").GetBytes("banner\n單號|stage|stage_name|stage_time\nA-1|授權|授權確認|1/2/2026 9:00\n"));
        string map = Write("map.csv", "單號,background_check_id\nA-1,6931286400470354183\n");
        RunResult result = _session.Run(
            "Import-BgCheckProgress $path -Encoding big5 -Delimiter '|' -HeaderRow 2 -ColumnMap @{ stage = 'StageEnName' } -OrderMap $map -StageIdFrom StageName, StageTime -TimeZone '+09:00' -Culture en-GB",
            ("path", path), ("map", map)).Clean();
        Assert.Equal("6931286400470354183", result.Values("BackgroundCheckId")[0]);
        Assert.Equal("授權確認", result.Values("StageName")[0]);
        Assert.Equal("授權", result.Values("StageEnName")[0]);
        Assert.Equal("2026-02-01T09:00:00.000+09:00", result.Values("StageTime")[0]);
        Assert.Equal(32, result.Values("StageId")[0]!.Length);
        Assert.Equal(44, _session.Run("Import-BgCheckProgress $path -Worksheet 1", ("path", Repo.Example("data", "updates.xlsx"))).Clean().Output.Count);
        Assert.Equal(44, _session.Run("Import-BgCheckProgress $path -Encoding 54936", ("path", Repo.Example("data", "updates-gb18030.csv"))).Clean().Output.Count);
    }

    [Theory]
    [InlineData("-Encoding klingon", "-Encoding: 'klingon'", "936")]
    [InlineData("-Delimiter abc", "-Delimiter: 'abc'", "tab")]
    [InlineData("-ColumnMap @{ a = 'Nothing' }", "-ColumnMap: 'a = Nothing'", "BackgroundCheckId, StageId")]
    [InlineData("-StageIdFrom StageName, StageId", "-StageIdFrom: 'StageId'", "StageName, StageEnName, StageTime")]
    [InlineData("-TimeZone Mars", "-TimeZone: 'Mars'", "Asia/Shanghai")]
    [InlineData("-Culture deutsch", "-Culture: 'deutsch'", "en-GB")]
    [InlineData("-Culture de_DE", "-Culture: 'de_DE'", "en-GB")]
    public void Arguments_that_cannot_be_understood_end_it(string argument, string named, string remedy)
    {
        RunResult result = _session.Run("Import-BgCheckProgress x.csv " + argument);
        Assert.Equal(["InvalidField"], result.ErrorIds);
        string message = Assert.Single(result.AllErrors).Exception.Message;
        Assert.Contains(named, message);
        Assert.Contains(remedy, message);
        Assert.DoesNotContain("report_url_type", message);
    }

    [Theory]
    [InlineData("-Worksheet Mai", "-Worksheet: 'Mai'", "its sheets are")]
    [InlineData("-Worksheet 7", "-Worksheet: '7'", "leave -Worksheet out")]
    [InlineData("-HeaderRow 5000", "row 5000", "leave -HeaderRow out")]
    public void Arguments_that_do_not_fit_the_file_are_errors_of_the_file(string argument, string named, string remedy)
    {
        string path = Repo.Example("data", "updates.xlsx");
        string good = Write("good.csv", Titles + "1,a,A,2026-01-05 09:00,,,\n");
        RunResult result = _session.Run("Import-BgCheckProgress $path, $good " + (argument.StartsWith("-HeaderRow", StringComparison.Ordinal) ? argument : argument + " -HeaderRow 1"), ("path", path), ("good", good));
        string message = Enumerable.First(result.AllErrors).Exception.Message;
        Assert.Contains(path, message);
        Assert.Contains(named, message);
        Assert.Contains(remedy, message);
        Assert.StartsWith("InvalidField", result.ErrorIds[0], StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("no-such-file.csv", null, "FileNotFound")]
    [InlineData("empty.csv", "", "FileUnreadable")]
    [InlineData("map.csv", "单号,id\nA-1,2\n", "ColumnsNotFound")]
    [InlineData("turned.csv", "background_check_id,单号\n2,A-1\n", "ColumnsNotFound")]
    public void An_order_map_that_is_none_is_named_by_its_parameter(string name, string? text, string id)
    {
        string path = text is null ? Path.Combine(_folder, name) : Write(name, text);
        RunResult result = _session.Run("Import-BgCheckProgress x.csv -OrderMap $map", ("map", path));
        Assert.Equal([id], result.ErrorIds);
        string message = Assert.Single(result.AllErrors).Exception.Message;
        Assert.StartsWith("-OrderMap: ", message, StringComparison.Ordinal);
        Assert.Contains(name, message);
        Assert.Equal(id == "ColumnsNotFound", message.Contains("first title", StringComparison.Ordinal));
        Assert.DoesNotContain("-HeaderRow", message);
    }

    [Fact]
    public void A_file_without_rows_is_told_of()
    {
        string path = Write("titles.csv", Titles);
        Assert.Contains("no row below the titles in row 1", Assert.Single(_session.Run("Import-BgCheckProgress $path", ("path", path)).Clean().Warnings));
        Assert.Contains("titles.csv", Assert.Single(_session.Run("Test-BgCheckProgress $path", ("path", path)).Clean().Warnings));
    }

    [Fact]
    public void An_order_map_counts_where_its_title_is_one_that_is_known_otherwise()
    {
        string map = Write("map.csv", "背调单号,background_check_id\n20260001,6931286400470354183\n");
        string export = Write("export.csv", "背调单号,stage_id,stage_name,stage_time\n20260001,s,S,2026-01-05 09:00\n20269999,s,S,2026-01-05 09:00\n");
        RunResult result = _session.Run("Import-BgCheckProgress $export -OrderMap $map | Test-BgCheckProgress", ("export", export), ("map", map)).Clean();
        Assert.Equal("3", Assert.Single(result.Values("Row")));
        Assert.Contains("20269999", Assert.Single(result.Values("Message")));
        RunResult rows = _session.Run("Import-BgCheckProgress $export -OrderMap $map", ("export", export), ("map", map)).Clean();
        Assert.Equal("6931286400470354183", rows.Values("BackgroundCheckId")[0]);
        Assert.Contains("order map: 1.", Assert.Single(rows.Warnings));
    }

    [Theory]
    [InlineData("Feishu", "2026-01-05T09:00:00.000+08:00")]
    [InlineData("Lark", "2026-01-05T09:00:00.000-05:00")]
    public async Task Wall_clock_times_are_read_as_the_connection_has_it(string region, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "TZ does not set the zone of a Windows process.");
        string path = Write("zone.csv", Titles + "6931286400470354183,a,A,2026-01-05 09:00,,,\n");
        string script = $"""
            $null = Connect-FeishuHire -TenantAccessToken ([Net.NetworkCredential]::new('', 't-0').SecurePassword) -Region {region} -NoLedger
            (Import-BgCheckProgress '{path}').StageTime.ToString()
            @(Test-BgCheckProgress '{path}').Count
            """;
        using ShellProcess shell = ShellProcess.Start(["-Command", script], new Dictionary<string, string?> { ["TZ"] = "America/New_York" });
        Assert.Equal([expected, "0"], (await shell.WaitAsync()).Ok().Lines);
    }

    [Fact]
    public void Select_First_ends_it_and_lets_the_file_go()
    {
        string path = Write("long.csv", Titles + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},a,A,2026-01-05 09:00,,,\n")));
        Assert.Equal(2, _session.Run("Import-BgCheckProgress $path | Select-First 2", ("path", path)).Clean().Output.Count);
        using FileStream alone = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(["FileBusy"], _session.Run("Import-BgCheckProgress $path", ("path", path)).ErrorIds);
    }

    [Fact]
    public void A_file_delivers_into_the_sandbox_in_its_sequence()
    {
        RunResult result = _session.Run(
            "Connect-FeishuHire -Sandbox > $null; try { Import-BgCheckProgress $path | Update-BgCheckProgress -AllowFutureTime } finally { Disconnect-FeishuHire; Stop-FeishuHireSandbox }",
            ("path", Repo.Example("data", "updates-gb18030.csv")));
        Assert.Empty(result.ErrorIds);
        Assert.Equal(41, result.Values("Status").Count(status => status == "Delivered"));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
