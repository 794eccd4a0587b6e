using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>A host without a screen. A prompt nobody expected fails the test: scheduled tasks would hang on it.</summary>
internal sealed class TestHost : PSHost
{
    private readonly TestHostUI _ui = new();

    /// <summary>Answers to the next questions: the label of a choice, e.g. "Yes", without its ampersand.</summary>
    public Queue<string> Answers => _ui.Answers;

    /// <summary>The questions that were asked.</summary>
    public IList<string> Questions => _ui.Questions;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "FeishuHire.ModuleTests";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class TestHostUI : PSHostUserInterface
    {
        public Queue<string> Answers { get; } = new();

        public IList<string> Questions { get; } = [];

        public override PSHostRawUserInterface? RawUI => null;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw Unexpected(message);

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            if (!Answers.TryDequeue(out string? answer))
            {
                throw Unexpected(message);
            }

            for (int i = 0; i < choices.Count; i++)
            {
                if (choices[i].Label.Replace("&", "", StringComparison.Ordinal) == answer)
                {
                    return i;
                }
            }

            throw new InvalidOperationException($"'{answer}' is none of the choices.");
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw Unexpected(message);

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw Unexpected(message);

        public override string ReadLine() => throw Unexpected("ReadLine");

        public override SecureString ReadLineAsSecureString() => throw Unexpected("ReadLineAsSecureString");

        public override void Write(string value)
        {
        }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        {
        }

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteErrorLine(string value)
        {
        }

        public override void WriteLine(string value)
        {
        }

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteWarningLine(string message)
        {
        }

        private static InvalidOperationException Unexpected(string message) => new("The test did not expect to be asked: " + message);
    }
}
