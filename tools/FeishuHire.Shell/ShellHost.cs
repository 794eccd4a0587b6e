using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace FeishuHire.Shell;

/// <summary>The host that the engine talks to.</summary>
internal sealed class ShellHost : PSHost, IDisposable
{
    private readonly ShellUI _ui = new();

    /// <summary>The code given to <c>exit</c> outside a script file, or null.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "FeishuHire.Shell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override ShellUI UI => _ui;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This shell has no prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This shell has no prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public void Dispose() => _ui.EndProgress();
}
