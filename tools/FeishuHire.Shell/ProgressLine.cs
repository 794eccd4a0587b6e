using System;
using System.Globalization;
using System.Management.Automation;

namespace FeishuHire.Shell;

/// <summary>Progress as one line: redrawn in place on a terminal, and a line of its own per change on standard error where
/// the output goes elsewhere.</summary>
internal sealed class ProgressLine
{
    private string _shown = string.Empty;
    private bool _drawn;

    /// <summary>Shows a record; a completed one takes the line away.</summary>
    public void Show(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            _shown = string.Empty;
            return;
        }

        string text = TextOf(record);
        if (text == _shown)
        {
            return;
        }

        _shown = text;
        if (Console.IsOutputRedirected)
        {
            Console.Error.WriteLine(text);
            return;
        }

        Clear();
        Console.Write(CellWidth.Cut(text, Math.Max(ShellRawUI.Width - 1, 20)));
        _drawn = true;
    }

    /// <summary>Takes the drawn line away, so that other text can be written.</summary>
    public void Clear()
    {
        if (_drawn)
        {
            Console.Write("\r" + new string(' ', Math.Max(ShellRawUI.Width - 1, 20)) + "\r");
            _drawn = false;
            _shown = string.Empty;
        }
    }

    private static string TextOf(ProgressRecord record)
    {
        string percent = record.PercentComplete >= 0 ? string.Create(CultureInfo.InvariantCulture, $" {record.PercentComplete}%") : "";
        string left = record.SecondsRemaining >= 0
            ? string.Create(CultureInfo.InvariantCulture, $" {TimeSpan.FromSeconds(record.SecondsRemaining):hh\\:mm\\:ss} left")
            : "";
        string operation = string.IsNullOrEmpty(record.CurrentOperation) ? "" : " - " + record.CurrentOperation;
        return $"{record.Activity}: {record.StatusDescription}{percent}{left}{operation}";
    }
}
