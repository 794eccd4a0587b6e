using System;
using System.Diagnostics;
using System.Management.Automation;
using FeishuHire.Errors;
using FeishuHire.Files;
using FeishuHire.Text;

namespace FeishuHire.Commands;

/// <summary>Reads stage updates from CSV and Excel files as they stand, whatever their character set, titles and times; every
/// row comes out, also one that breaks rules or cannot be read.</summary>
[Cmdlet(
    VerbsData.Import,
    "BgCheckProgress",
    DefaultParameterSetName = FromPath,
    HelpUri = HelpPages.Root + "Import-BgCheckProgress.md")]
[OutputType(typeof(BgCheckProgress), typeof(BgCheckResult))]
public sealed class ImportBgCheckProgressCommand : ProgressFileCmdlet
{
    private const int ActivityId = 7301;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _nextProgress = 1000;
    private bool _showsProgress;

    /// <summary>Files: .csv .tsv .txt .xlsx .xls; wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FromPath)]
    public string[] Path { get; set; } = [];

    /// <summary>Files by their exact names; takes what Get-ChildItem gives.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FromLiteralPath)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Open(ParameterSetName == FromLiteralPath ? LiteralPath : Path);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An earlier day's file that cannot be read must not be shut out by a later one.
        for (int i = 0; i < Unreadable.Count; i++)
        {
            if (i == Unreadable.Count - 1 && !SkipUnreadable)
            {
                ThrowFailure(Unreadable[i].Error, Unreadable[i].Path);
            }

            WriteFailure(Unreadable[i].Error, Unreadable[i].Path);
        }

        for (int file = 0; file < FileCount; file++)
        {
            Import(file);
        }
    }

    private void Import(int file)
    {
        string path = PathOf(file);
        var events = new ImportEvents(WriteVerbose, WriteWarning, share => ShowProgress(path, share));
        try
        {
            foreach (BgCheckProgress row in Rows(file, events))
            {
                WriteObject(row.Shown);
            }
        }
        catch (FeishuHireException failure)
        {
            // Some of its rows are out: whoever takes them must not take them for all.
            ThrowTerminatingError(ErrorRecords.Of(failure, path));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (_showsProgress)
        {
            _showsProgress = false;
            WriteProgress(new ProgressRecord(ActivityId, path, path) { RecordType = ProgressRecordType.Completed });
        }
    }

    private void ShowProgress(string file, double share)
    {
        if (_watch.ElapsedMilliseconds >= _nextProgress)
        {
            _nextProgress = _watch.ElapsedMilliseconds + 500;
            _showsProgress = true;
            int percent = (int)Math.Min(100, share * 100);
            WriteProgress(new ProgressRecord(ActivityId, Texts.OfFiles.Say(FileFaultKey.ReadingActivity), System.IO.Path.GetFileName(file)) { PercentComplete = percent });
        }
    }
}
