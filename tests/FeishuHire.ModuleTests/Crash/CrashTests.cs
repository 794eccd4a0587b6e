using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FeishuHire.ModuleTests.Crash;

/// <summary>Runs in processes of their own that are killed, started together, or started again, on one file and one ledger.</summary>
public sealed class CrashTests
{
    private const int Throttle = 8;

    [Fact]
    public async Task A_run_killed_again_and_again_resumes_until_every_stage_is_there_once()
    {
        (int kills, int seed) = Plan(10);
        var random = new Random(seed);
        await using ForgetfulServer server = await ForgetfulServer.StartAsync(seed, lostPercent: 2);
        using var place = new Place(rows: 500, stagesPerOrder: 5);
        for (int i = 0; i < kills; i++)
        {
            int after = random.Next(1, Math.Max(2, 2 * 500 / (kills + 1)));
            using ShellProcess shell = place.Deliver(server.BaseUri);
            var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            server.Called = calls =>
            {
                if (calls >= after && died.TrySetResult())
                {
                    shell.Kill();
                }
            };
            Task<ShellResult> end = shell.WaitAsync();
            await end;
            server.Called = null;
            Assert.InRange(server.NextLife(place.Delivered()), 0, Throttle);
        }

        // Left alone it ends; a stage whose answer was lost is asked about once more in the next run.
        string said = string.Empty;
        for (int i = 0; i < 3 && server.Accepted.Count < 500; i++)
        {
            using ShellProcess last = place.Deliver(server.BaseUri);
            ShellResult result = await last.WaitAsync();
            said += result.Output + result.Error;
            server.NextLife(place.Delivered());
        }

        Assert.True(server.Accepted.Count == 500, $"{server.Accepted.Count} stages after the last run, which said: {said}");
        Assert.Equal(500, server.Accepted.Distinct().Count());
        Assert.Empty(server.SentTwice);
        Assert.Equal(0, server.OrderBreaches);
        Assert.Equal("ok", place.Integrity());
    }

    [Fact]
    public async Task With_reading_back_no_stage_that_is_there_is_sent_again_whatever_is_killed()
    {
        (int kills, int seed) = Plan(6);
        var random = new Random(seed);
        await using ForgetfulServer server = await ForgetfulServer.StartAsync(seed, lostPercent: 5, shows: true);
        using var place = new Place(rows: 300, stagesPerOrder: 5);
        for (int i = 0; i < kills; i++)
        {
            await KillAsync(server, place, random.Next(1, 100), more: "");
        }

        using ShellProcess last = place.Deliver(server.BaseUri);
        ShellResult result = await last.WaitAsync();
        string[] missing = [.. server.Calls.Select(c => c.Stage.Split('/')[0]).Distinct().Where(order => server.Accepted.Count(stage => stage.StartsWith(order, StringComparison.Ordinal)) < 5).Take(2)];
        string story = string.Join('\n', missing.Select(order => string.Join(' ', server.Calls.Where(c => c.Stage.StartsWith(order, StringComparison.Ordinal)).Select(c => $"{c.Stage}@{c.Life}")) + "\n" + string.Join('\n', place.Rows(order))));
        Assert.True(server.Accepted.Count == 300, $"{server.Accepted.Count} stages after the last run, which said: {result.Output}{result.Error}\n{story}");

        // A lost answer and a killed run alike: Feishu was asked, and what it has was not sent.
        Assert.Equal(server.Calls.Select(call => call.Stage).Distinct().Count(), server.Calls.Count);
        Assert.Equal(0, server.OrderBreaches);
        Assert.Equal("300", result.Lines[^1]);
        Assert.Equal("ok", place.Integrity());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_again_and_again_no_order_gets_two_results(bool shows)
    {
        (int kills, int seed) = Plan(6);
        var random = new Random(seed);
        await using ForgetfulServer server = await ForgetfulServer.StartAsync(seed, lostPercent: 5, shows);
        using var place = new Place(rows: 200, stagesPerOrder: 1);
        for (int i = 0; i < kills; i++)
        {
            await KillAsync(server, place, random.Next(1, 60), more: "result");
        }

        using ShellProcess last = place.Deliver(server.BaseUri, "result");
        ShellResult result = await last.WaitAsync();
        Assert.Equal(server.Results.Distinct().Count(), server.Results.Count);

        // What was under way when a run was killed and is not shown stays unknown, and is said to be.
        int unknown = place.Count("SELECT count(*) FROM delivery WHERE kind = 1 AND status <> 1");
        int delivered = place.Count("SELECT count(*) FROM delivery WHERE kind = 1 AND status = 1");
        Assert.Equal((200, delivered), (delivered + unknown, int.Parse(result.Lines[^1], CultureInfo.InvariantCulture)));
        Assert.InRange(unknown, 0, (kills * Throttle) + (shows ? 0 : 30));
        Assert.True(unknown == 0 || result.Output.Contains("OutcomeUnknown", StringComparison.Ordinal), result.Output);
        Assert.InRange(server.Results.Count, delivered, 200);
        Assert.Equal("ok", place.Integrity());
    }

    private static (int Kills, int Seed) Plan(int usual)
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("FEISHU_CRASH_KILLS"), out int asked) ? asked : usual;
        int seed = int.TryParse(Environment.GetEnvironmentVariable("FEISHU_CRASH_SEED"), out int given) ? given : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {kills} kills");
        return (kills, seed);
    }

    /// <summary>Starts a run and kills it after so many calls.</summary>
    private static async Task KillAsync(ForgetfulServer server, Place place, int after, string more)
    {
        using ShellProcess shell = place.Deliver(server.BaseUri, more);
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Called = calls =>
        {
            if (calls >= after && died.TrySetResult())
            {
                shell.Kill();
            }
        };
        await shell.WaitAsync();
        server.Called = null;
        server.NextLife(place.Delivered());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Processes_started_together_send_each_stage_once_and_the_later_find_the_work_done(int processes)
    {
        await using ForgetfulServer server = await ForgetfulServer.StartAsync(1);
        using var place = new Place(rows: 300, stagesPerOrder: 5);
        ShellProcess[] shells = [.. Enumerable.Range(0, processes).Select(_ => place.Deliver(server.BaseUri))];
        ShellResult[] results = await Task.WhenAll(shells.Select(s => s.WaitAsync()));
        Assert.All(results, r => Assert.Equal(0, r.ExitCode));
        Assert.Equal(300, server.Calls.Count);
        Assert.Equal(300, server.Accepted.Count);
        Assert.InRange(server.Busiest(), 1, Place.CallsPerSecond);
        Assert.Equal(300 * processes, results.Sum(r => int.Parse(r.Lines[^1], CultureInfo.InvariantCulture)));
        using ShellProcess after = place.Deliver(server.BaseUri);
        await after.WaitAsync();
        Assert.Equal(300, server.Calls.Count);
        Assert.Equal(0, server.OrderBreaches);
    }

    [Fact]
    public async Task A_second_run_that_may_not_wait_says_so()
    {
        await using ForgetfulServer server = await ForgetfulServer.StartAsync(1);
        using var place = new Place(rows: 300, stagesPerOrder: 5) { Rate = 10 };
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Called = _ => busy.TrySetResult();
        using ShellProcess first = place.Deliver(server.BaseUri);
        await busy.Task.WaitAsync(TimeSpan.FromMinutes(1));
        using ShellProcess second = place.Deliver(server.BaseUri, "nowait");
        ShellResult refused = await second.WaitAsync();
        Assert.Contains("AnotherRunActive", refused.Output + refused.Error);
        first.Kill();
        await first.WaitAsync();

        // A dead holder's turn is free at once.
        server.Called = null;
        server.NextLife(place.Delivered());
        place.Rate = Place.CallsPerSecond;
        using ShellProcess third = place.Deliver(server.BaseUri, "nowait");
        Assert.Equal(0, (await third.WaitAsync()).ExitCode);
        Assert.Equal(300, server.Accepted.Count);
    }

    /// <summary>A folder with a file of rows, a script and a ledger.</summary>
    private sealed class Place : IDisposable
    {
        public const int CallsPerSecond = 150;

        private readonly string _folder = Directory.CreateTempSubdirectory("feishu-crash-").FullName;

        public Place(int rows, int stagesPerOrder)
        {
            var text = new StringBuilder("background_check_id,stage_id,stage_name,stage_time\n");
            for (int i = 0; i < rows; i++)
            {
                int order = i % (rows / stagesPerOrder);
                int stage = i / (rows / stagesPerOrder);
                text.Append(CultureInfo.InvariantCulture, $"6931{order:000000}400470351,S{stage},stage,{1793592265000L + (stage * 60_000L)}\n");
            }

            File.WriteAllText(Path.Combine(_folder, "updates.csv"), text.ToString());
            File.WriteAllLines(
                Path.Combine(_folder, "results.csv"),
                [
                    "background_check_id,result,result_time",
                    .. Enumerable.Range(0, rows / stagesPerOrder).Select(i => string.Create(CultureInfo.InvariantCulture, $"6931{i:000000}400470351,ok,1794276000000")),
                ]);
            File.WriteAllText(Path.Combine(_folder, "deliver.ps1"), """
                param($Uri, $Folder, $Rate, $More)
                $ErrorActionPreference = 'Continue'
                Import-Module FeishuHire
                $new = if ([IO.File]::Exists("$Folder/ledger.db")) { @{} } else { @{ NewLedger = $true } }
                try { $null = Connect-FeishuHire -BaseUri $Uri -Realm Crash -LedgerPath "$Folder/ledger.db" -CallsPerSecond $Rate -CallsPerMinute 100000 @new -ErrorAction Stop }
                catch { $null = Connect-FeishuHire -BaseUri $Uri -Realm Crash -LedgerPath "$Folder/ledger.db" -CallsPerSecond $Rate -CallsPerMinute 100000 -ErrorAction Stop }
                $arguments = @{ ThrottleLimit = 8 }
                if ($More -eq 'nowait') { $arguments.WaitForRun = 0 }
                try {
                    $out = @(if ($More -eq 'result') { Import-BgCheckProgress "$Folder/results.csv" -Kind Result | Update-BgCheckResult -Confirm:$false @arguments -ErrorAction SilentlyContinue -ErrorVariable bad -WarningAction SilentlyContinue }
                        else { Import-BgCheckProgress "$Folder/updates.csv" | Update-BgCheckProgress @arguments -ErrorAction SilentlyContinue -ErrorVariable bad -WarningAction SilentlyContinue })
                    $ids = @{}
                    foreach ($problem in $bad) { $ids[$problem.FullyQualifiedErrorId] = "$problem" }
                    foreach ($id in $ids.Keys) { "$id - $($ids[$id])" }
                    $out.Count
                }
                catch { $_.FullyQualifiedErrorId; exit 9 }
                """);
        }

        /// <summary>Calls a second.</summary>
        public int Rate { get; set; } = CallsPerSecond;

        private string Ledger => Path.Combine(_folder, "ledger.db");

        public ShellProcess Deliver(Uri server, string more = "") => ShellProcess.Start(
            ["-File", Path.Combine(_folder, "deliver.ps1"), server.ToString(), _folder, Rate.ToString(CultureInfo.InvariantCulture), more],
            new Dictionary<string, string?> { ["FEISHU_APP_ID"] = "cli_x", ["FEISHU_APP_SECRET"] = "secret" });

        public IReadOnlyList<string> Rows(string order) =>
            Ask($"SELECT stage_id || ' status ' || status || ' replayed ' || replayed || ' read ' || read_back || ' ' || coalesce(error_id, '') || ' ' || source_time || ' ' || sent_time || ' ' || attempts FROM delivery WHERE order_id = '{order}'");

        public int Count(string sql) => int.Parse(Ask(sql).Single(), CultureInfo.InvariantCulture);

        public string Integrity() => Ask("PRAGMA integrity_check").Single();

        /// <summary>The stages that the ledger holds as delivered.</summary>
        public HashSet<string> Delivered() => File.Exists(Ledger)
            ? [.. Ask("SELECT order_id || '/' || stage_id FROM delivery WHERE status = 1")]
            : [];

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private List<string> Ask(string sql)
        {
            using var connection = new SqliteConnection($"Data Source={Ledger};Pooling=False");
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            using SqliteDataReader reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                rows.Add(reader.GetString(0));
            }

            return rows;
        }
    }
}
