using System;
using System.IO;
using System.Linq;
using FeishuHire.ModuleTests.Harness;
using FeishuHire.ModuleTests.Sandbox;
using Xunit;

namespace FeishuHire.ModuleTests.Docs;

/// <summary>Every example of the help runs as it stands, in a folder with the files that it names, and does no
/// harm: where it makes no connection of its own, one to the sandbox is open.</summary>
[Collection(SandboxCollection.Name)]
public sealed class HelpExampleTests : IDisposable
{
    // The engine alone has no Import-Csv: a plain one for files without quotation marks.
    private const string ImportCsv = """
        function Import-Csv ([string] $Path) {
            $lines = [IO.File]::ReadAllLines((Get-Item $Path).FullName)
            $titles = $lines[0].Split(',')
            foreach ($line in $lines[1..($lines.Count - 1)]) {
                $cells = $line.Split(',')
                $row = [ordered]@{}
                for ($i = 0; $i -lt $titles.Count; $i++) { $row[$titles[$i]] = $cells[$i] }
                [pscustomobject]$row
            }
        }
        function Get-Item ([string] $Path) { [IO.FileInfo]::new([IO.Path]::Combine($folder, ($Path -replace '^\.[\\/]', ''))) }
        """;

    private const string Updates = """
        background_check_id,stage_id,stage_name,stage_time,result,report_name,report_url
        6931286400470354183,S1-1,授权确认,2024-11-04 09:00:00,,,
        6931286400470354183,S1-2,学历核验,2024-11-04 10:00:00,通过,阶段报告.pdf,https://reports.example.com/1.pdf
        6931286400470354184,S2-1,授权确认,2024-11-04 09:00:00,,,
        """;

    private const string Results = """
        背调ID,最终结果,结果时间
        6931286400470354183,无差异,2024-11-10 10:00:00
        6931286400470354184,无差异,2024-11-11 10:00:00
        """;

    private const string Export = """
        Order No,Step,Reached
        A-1001,授权确认,2024-11-04 09:00:00
        A-1001,学历核验,2024-11-04 10:00:00
        """;

    private const string Orders = """
        Order No,background_check_id
        A-1001,6931286400470354183
        """;

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("feishuhire-help-").FullName;

    public HelpExampleTests()
    {
        File.WriteAllText(Path.Combine(_folder, "updates.csv"), Updates);
        File.WriteAllText(Path.Combine(_folder, "results.csv"), Results);
        File.WriteAllText(Path.Combine(_folder, "export.csv"), Export);
        File.WriteAllText(Path.Combine(_folder, "orders.csv"), Orders);
        File.Copy(Repo.Example("data", "updates.xlsx"), Path.Combine(_folder, "updates.xlsx"));
        File.Copy(Repo.Example("data", "updates.xlsx"), Path.Combine(_folder, "history.xlsx"));
        File.Copy(Repo.Example("data", "updates-damaged.xlsx"), Path.Combine(_folder, "updates-damaged.xlsx"));
        _session.Run("try { Stop-FeishuHireSandbox } catch { }");
        _session.Run(ImportCsv, ("folder", _folder)).Clean();
        _session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($folder)").Clean();
    }

    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (string cmdlet in Repo.Cmdlets.Where(cmdlet => File.Exists(HelpPage.PathOf("en-US", cmdlet))))
            {
                for (int i = 0; i < HelpPage.Read("en-US", cmdlet).Examples.Count; i++)
                {
                    examples.Add(cmdlet, i + 1);
                }
            }

            return examples;
        }
    }

    public void Dispose()
    {
        _session.Run("try { Disconnect-FeishuHire } catch { }; try { Stop-FeishuHireSandbox } catch { }");
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_as_it_stands(string cmdlet, int number)
    {
        string script = HelpPage.Read("en-US", cmdlet).Examples[number - 1];
        if (script.Contains("-LedgerPath", StringComparison.Ordinal))
        {
            _session.WithLedger();
        }
        else if (!script.Contains("FeishuHireSandbox", StringComparison.Ordinal))
        {
            _session.Run("$null = Connect-FeishuHire -Sandbox").Clean();
        }

        RunResult result = _session.Run(script).Clean();

        Assert.True(result.Output.Count > 0 || cmdlet.StartsWith("Stop-", StringComparison.Ordinal) || cmdlet.StartsWith("Remove-", StringComparison.Ordinal) || script.Contains("-WhatIf", StringComparison.Ordinal), $"{cmdlet} {number} shows nothing");
    }
}
