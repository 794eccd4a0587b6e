using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

namespace FeishuHire.Shell;

/// <summary>The streams on the console: colours on a terminal, plain text elsewhere; errors on standard error.</summary>
internal sealed class ShellUI : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private readonly ShellRawUI _raw = new();
    private readonly ProgressLine _progress = new();

    public override PSHostRawUserInterface RawUI => _raw;

    /// <summary>Whether escape sequences for colours are understood.</summary>
    public override bool SupportsVirtualTerminal { get; } =
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && (!OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("WT_SESSION") is not null);

    /// <summary>While the error that ended the script is shown: Out-Default sends one that comes from nowhere to the output.</summary>
    public bool ErrorsOnly { get; set; }

    public override void Write(string value) => Put(Console.Out, value, null);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Put(Console.Out, value, foregroundColor);

    public override void WriteLine(string value) => Put(Console.Out, value + Environment.NewLine, null);

    public override void WriteErrorLine(string value) => Put(Console.Error, value + Environment.NewLine, ConsoleColor.Red);

    public override void WriteWarningLine(string message) => Labelled("WARNING", message);

    public override void WriteVerboseLine(string message) => Labelled("VERBOSE", message);

    public override void WriteDebugLine(string message) => Labelled("DEBUG", message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Show(record);
        }
    }

    /// <summary>Takes away a progress line that its command left behind.</summary>
    public void EndProgress()
    {
        lock (_gate)
        {
            _progress.Clear();
        }
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            Write($"{field.Name}: ");
            answers[field.Name] = PSObject.AsPSObject(ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteLine(caption);
        WriteLine(message);
        while (true)
        {
            foreach (ChoiceDescription choice in choices)
            {
                Write($"[{HotKey(choice)}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}  ");
            }

            Write(defaultChoice >= 0 ? $"(default is \"{HotKey(choices[defaultChoice])}\"): " : ": ");
            string answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            for (int i = 0; i < choices.Count; i++)
            {
                if (string.Equals(answer, HotKey(choices[i]), StringComparison.OrdinalIgnoreCase)
                    || string.Equals(answer, choices[i].Label.Replace("&", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }
        }
    }

    public override string ReadLine() => Console.In.ReadLine() ?? throw NoInput();

    public override SecureString ReadLineAsSecureString()
    {
        if (Console.IsInputRedirected)
        {
            throw NoInput();
        }

        SecureString secret = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        WriteLine(string.Empty);
        return secret;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        WriteLine(message);
        if (string.IsNullOrEmpty(userName))
        {
            Write("User: ");
            userName = ReadLine();
        }

        Write($"Password for {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private static string HotKey(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : choice.Label;
    }

    private static HostException NoInput() => new("There is nobody to ask: the standard input is closed.");

    private void Labelled(string label, string message) =>
        Put(Console.Out, $"{label}: {message}{Environment.NewLine}", ConsoleColor.Yellow);

    // The views put colours into the text: taken out where they would be read as text, and kept where they are all there is.
    private void Put(TextWriter writer, string value, ConsoleColor? colour)
    {
        if (ErrorsOnly)
        {
            writer = Console.Error;
            colour = ConsoleColor.Red;
        }

        bool terminal = writer == Console.Error ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        value = GetOutputString(value, terminal && SupportsVirtualTerminal);
        lock (_gate)
        {
            _progress.Clear();
            if (!terminal || colour is not { } foreground || value.Contains('\u001b', StringComparison.Ordinal))
            {
                writer.Write(value);
                return;
            }

            Console.ForegroundColor = foreground;
            writer.Write(value);
            Console.ResetColor();
        }
    }
}
