using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Threading.Tasks;
using FeishuHire.ModuleTests.Harness;
using Xunit;
using static FeishuHire.ModuleTests.Commands.UpdateSession;

namespace FeishuHire.ModuleTests.Commands;

/// <summary>-ResultPath: every row of the input stands in one file, however the run ends.</summary>
public sealed class UpdateResultTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("FeishuHireResults").FullName;

    [Fact]
    public async Task A_run_leaves_its_rows_by_what_became_of_them()
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (body, _) => (string?)body["stage_id"] == "S2" ? (500, Refusal(1002863)) : null;
        RunResult result = update.Deliver($"-ResultPath {_root}", Good(1), Good(2), Good(3, ("备注", "加急")), Row(("nothing", "known")));

        Assert.Equal(["S1"], Stages("delivered"));
        Assert.Equal(["S2", ""], Stages("failed").Order().Reverse());
        Assert.Equal(["S3"], Stages("unprocessed"));
        Assert.Contains("加急", File.ReadAllText(FileOf("unprocessed.csv")));
        JsonElement summary = Summary();
        Assert.Equal(("Completed", 4L, 1L, 2L, 1L), (
            summary.GetProperty("End").GetString(), summary.GetProperty("Rows").GetInt64(), summary.GetProperty("Delivered").GetInt64(),
            summary.GetProperty("Failed").GetInt64(), summary.GetProperty("Held").GetInt64()));
        object told = result.Information.Single(i => i.Tags.Contains("FeishuHire.Summary")).MessageData;
        Assert.Equal(Folder(), PSObject.AsPSObject(told).Properties["ResultPath"].Value);
        Assert.Contains(Folder(), Assert.Single(result.Warnings));
    }

    [Fact]
    public async Task WhatIf_writes_nothing()
    {
        await using UpdateSession update = await OpenAsync();
        update.Deliver($"-ResultPath {_root} -WhatIf", Good(1)).Clean();
        Assert.Empty(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public async Task A_relative_path_counts_from_where_the_user_is()
    {
        await using UpdateSession update = await OpenAsync();
        RunResult result = update.Session.RunWith(
            $"$null = $ExecutionContext.SessionState.Path.SetLocation('{_root}'); $input | Update-BgCheckProgress -ResultPath ./a/b", new[] { Good(1) }).Clean();
        Assert.Single(result.Output);
        Assert.Single(Directory.GetDirectories(System.IO.Path.Combine(_root, "a", "b")));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("Env:nothing")]
    [InlineData("nodrive:x")]
    public async Task A_folder_that_cannot_be_used_ends_the_run_before_any_call(string name)
    {
        await using UpdateSession update = await OpenAsync();
        await File.WriteAllTextAsync(System.IO.Path.Combine(_root, "file"), "");
        RunResult result = update.Deliver("-ResultPath " + (name == "file" ? System.IO.Path.Combine(_root, name) : name), Good(1));
        ErrorRecord error = Assert.Single(result.AllErrors);
        Assert.Equal("ResultPathUnusable,FeishuHire.Commands.UpdateBgCheckProgressCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OpenError, error.CategoryInfo.Category);
        Assert.Empty(update.Calls);
    }

    [Fact]
    public async Task The_row_behind_the_end_of_a_run_failed_and_the_others_were_not_tried()
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (_, number) => number == 2 ? (400, Refusal(99991672)) : null;
        RunResult result = update.Deliver($"-ResultPath {_root}", [.. Enumerable.Range(1, 6).Select(i => Good(i))]);

        Assert.Equal(["ScopeMissing"], result.ErrorIds);
        Assert.Equal(["S1"], Stages("delivered"));
        Assert.Equal(["S2"], Stages("failed"));
        Assert.Equal(["S3", "S4", "S5", "S6"], Stages("unprocessed").Order());
        JsonElement summary = Summary();
        Assert.Equal(("Failed", "ScopeMissing", 1L, 4L), (
            summary.GetProperty("End").GetString(), summary.GetProperty("ErrorId").GetString(),
            summary.GetProperty("Failed").GetInt64(), summary.GetProperty("Unprocessed").GetInt64()));
    }

    [Fact]
    public async Task An_error_that_ends_the_pipeline_is_written_first()
    {
        await using UpdateSession update = await OpenAsync();
        update.Answer = (body, _) => (string?)body["stage_id"] == "S2" ? (400, Refusal(1002862)) : null;
        RunResult result = update.Deliver($"-ResultPath {_root} -ErrorAction Stop", [.. Enumerable.Range(1, 6).Select(i => Good(i))]);

        Assert.NotNull(result.TerminatingError);
        Assert.Contains("S2", Stages("failed"));
        Assert.Equal(6, All().Count());
        Assert.Equal(6, All().Distinct().Count());
        Assert.NotEqual("Running", Summary().GetProperty("End").GetString());
    }

    [Fact]
    public async Task After_Ctrl_C_each_row_that_was_taken_stands_in_one_file()
    {
        await using UpdateSession update = await OpenAsync();
        var gate = new TaskCompletionSource();
        update.Server.Gate = gate.Task;
        var input = new PSDataCollection<object>(Enumerable.Range(1, 40).Select(i => (object)Good(i)));
        input.Complete();
        RunningScript running = update.Session.Start($"$input | Update-BgCheckProgress -NoReadBack -ResultPath {_root}", input);
        while (update.Calls.Count == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(PSInvocationState.Stopped, running.Stop().State);
        gate.SetResult();
        Assert.Equal("OutcomeUnknown", Cells("failed", "error_id").Single());
        Assert.Equal(40, All().Distinct().Count());
        Assert.Equal(40, All().Count());
        Assert.Equal("Stopped", Summary().GetProperty("End").GetString());
    }

    [Fact]
    public async Task Results_that_can_no_longer_be_written_end_the_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no folder whose files are open.");
        await using UpdateSession update = await OpenAsync();
        var input = new PSDataCollection<object> { Good(1) };
        RunningScript running = update.Session.Start($"$input | Update-BgCheckProgress -NoReorder -ResultPath {_root}", input);
        while (update.Calls.Count == 0)
        {
            await Task.Yield();
        }

        Directory.Delete(Folder(), recursive: true);

        // A column that comes late needs a new file beside the old one.
        input.Add(Good(2, ("备注", "加急")));
        while (update.Calls.Count == 1)
        {
            await Task.Yield();
        }

        input.Complete();
        RunResult result = running.Wait();
        Assert.Equal(["ResultPathUnusable"], result.ErrorIds);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public async Task What_failed_is_delivered_once_it_is_put_right()
    {
        await using UpdateSession update = await OpenAsync();
        PSObject wrong = Good(1, ("result", "通过"), ("report_name", "=r.pdf"), ("report_url", "nowhere"));
        update.Deliver($"-ResultPath {_root} -ErrorAction SilentlyContinue", wrong);
        string file = FileOf("failed.csv");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("nowhere", "https://reports.example.com/1.pdf"));

        Assert.Equal(["Delivered"], update.Run($"Import-BgCheckProgress '{file}' | Update-BgCheckProgress").Clean().Values("Status"));
        Assert.Equal("=r.pdf", (string?)update.Calls.Single()["report_file_list"]![0]!["report_name"]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Folder() => Assert.Single(Directory.GetDirectories(_root));

    private string FileOf(string name) => System.IO.Path.Combine(Folder(), name);

    private JsonElement Summary() => JsonDocument.Parse(File.ReadAllText(FileOf("summary.json"))).RootElement;

    /// <summary>A column of a file; no cell of these tests has a comma or a line break before it.</summary>
    private IEnumerable<string> Cells(string name, string title)
    {
        string[] lines = File.ReadAllLines(FileOf(name + ".csv"));
        int column = Array.IndexOf(lines[0].TrimStart('\uFEFF').Split(','), title);
        return lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[column].Trim('"', '\t'));
    }

    private string[] Stages(string name) => [.. Cells(name, "stage_id")];

    private IEnumerable<string> All() => Stages("delivered").Concat(Stages("failed")).Concat(Stages("unprocessed"));
}
