using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using FeishuHire.ModuleTests.Harness;
using Xunit;

namespace FeishuHire.ModuleTests.Architecture;

/// <summary>The views show what is there, in a width that a console has.</summary>
public sealed class ViewTests
{
    // A window of 80 columns breaks the line behind the 80th character.
    private const int Columns = 79;

    // A column without a width gets what is left.
    private const int Rest = 12;

    private static readonly XElement[] Views =
        [.. XDocument.Load(Path.Combine(Repo.Module, "FeishuHire.Format.ps1xml")).Descendants("View")];

    [Fact]
    public void Every_view_names_a_type_and_properties_that_exist()
    {
        using ModuleSession session = new();
        IEnumerable<string> missing =
            from view in Views
            let name = view.Descendants("TypeName").Single().Value.Split('#')[0]
            let type = session.Run($"[{name}]").Clean().Output[0].BaseObject as Type
            from property in view.Descendants("PropertyName").Select(p => p.Value)
            where type.GetProperty(property) is null
            select $"{name}.{property}";

        Assert.NotEmpty(Views);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_output_of_a_cmdlet_has_a_view()
    {
        using ModuleSession session = new();
        string[] shown = [.. Views.Select(v => v.Descendants("TypeName").Single().Value)];
        IReadOnlyList<string?> outputs = session.Run(
            "(Get-Command -Module FeishuHire).OutputType | ForEach-Object { $_.Type.FullName } | Where-Object { $_ -like 'FeishuHire.*' }").Clean().Texts;

        Assert.Empty(outputs.Except(shown));
    }

    [Fact]
    public void Tables_fit_the_width()
    {
        IEnumerable<string> wide =
            from table in Views.Descendants("TableControl")
            let headers = table.Descendants("TableColumnHeader").ToArray()
            let width = headers.Sum(h => (int?)h.Element("Width") ?? Rest) + headers.Length - 1
            where width > Columns
            select $"{table.Parent!.Element("Name")!.Value}: {width}";

        Assert.Empty(wide);
    }

    [Fact]
    public async System.Threading.Tasks.Task Chinese_names_keep_the_columns_in_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "How wide Windows shows Chinese is up to the console's code page.");
        const string Delivery =
            "Import-Module FeishuHire; $type = [FeishuHire.BgCheckDelivery]; 'A', '授权确认' | ForEach-Object { $d = $type::new(); "
            + "$type.GetProperty('StageName').SetValue($d, $_); $type.GetProperty('StageId').SetValue($d, 'S001'); $d }";

        string[] lines = (await ShellProcess.RunAsync("-Command", Delivery)).Ok().Lines;

        int[] ends = [.. lines.TakeLast(2).Select(Cells)];
        Assert.Equal(ends[0], ends[1]);
        Assert.All(lines, line => Assert.True(Cells(line) <= Columns, line));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_window_of_80_columns_shows_the_status_whole()
    {
        const string Delivery =
            "Import-Module FeishuHire; $type = [FeishuHire.BgCheckDelivery]; $d = $type::new(); $type.GetProperty('BackgroundCheckId').SetValue($d, '6931286400470354183'); "
            + "$type.GetProperty('StageId').SetValue($d, 'a-long-stage-id-of-a-vendor'); $type.GetProperty('StageName').SetValue($d, '工作履历核验报告');"
            + "$type.GetProperty('Status').SetValue($d, [FeishuHire.BgCheckDeliveryStatus]::AlreadyDelivered); $d | Out-String -Width 80";

        string[] lines = (await ShellProcess.RunAsync("-Command", Delivery)).Ok().Lines;

        Assert.EndsWith("AlreadyDelivered", lines[^1], StringComparison.Ordinal);
        Assert.Contains("6931286400470354183", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(Cells(line) <= Columns, line));
    }

    // Wide characters take two cells of a terminal.
    private static int Cells(string line) => line.Sum(c => c >= 0x4E00 ? 2 : 1);
}
