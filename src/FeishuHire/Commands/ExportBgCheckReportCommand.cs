using System;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using FeishuHire.Errors;
using FeishuHire.Files;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Writes a page about the ledger that anybody can look at: how it stands in one sentence, deliveries, runs, and what
/// waits for somebody.</summary>
[Cmdlet(
    VerbsData.Export,
    "BgCheckReport",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPages.Root + "Export-BgCheckReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportBgCheckReportCommand : LedgerCmdlet
{
    /// <summary>The page's file (.html); one that is there is replaced.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>From when on deliveries and runs are shown; the last 30 days unless given. What waits is shown whatever its age.</summary>
    [Parameter]
    public object? Since { get; set; }

    /// <summary>Replaces a file that is read-only too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves a file that is there as it is, and says so.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        long? since = ReadTime(Since, nameof(Since));
        TimeZoneInfo? zone = ReadZone(TimeZone, nameof(TimeZone));
        string target = PlaceOf(static (cmdlet, path) => PlacePath.Resolve(cmdlet, path!, detail => NoPlace(path!, detail)), Path)!;
        if (NoClobber && File.Exists(target))
        {
            ThrowBadParameter(nameof(Path), target, ArgumentKey.ReportThere);
        }

        if (!ShouldProcess(target, Texts.OfRuns.SayInOrder("ReportAction")))
        {
            return;
        }

        FileInfo file = Await(_ =>
        {
            Desk.Export(target, since, zone, Force);
            return Task.FromResult(new FileInfo(target));
        });
        if (PassThru)
        {
            WriteObject(file);
        }
    }

    private static BgCheckError NoPlace(string path, string detail) =>
        ArgumentErrors.Bad(nameof(Path), path, ArgumentKey.ReportTarget, ("Reason", FactWords.Say(detail, System.Globalization.CultureInfo.CurrentUICulture)));
}
