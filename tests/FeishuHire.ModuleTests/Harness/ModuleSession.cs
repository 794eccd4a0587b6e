using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace FeishuHire.ModuleTests.Harness;

/// <summary>One runspace of the real engine with the built module imported, as a user's console has it.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    static ModuleSession()
    {
        // The engine would report imported modules to Microsoft.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        // The ledger of whoever runs the tests is not looked into where a command takes the usual one.
        string nowhere = Path.Combine(Path.GetTempPath(), "feishu-module-tests-without-a-ledger");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", nowhere);
        Environment.SetEnvironmentVariable("LOCALAPPDATA", nowhere);
    }

    /// <summary>Opens a runspace.</summary>
    /// <param name="import">False to leave the module to the test.</param>
    public ModuleSession(bool import = true)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), helpFileName: null));
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
        if (import)
        {
            Run($"Import-Module '{Repo.Manifest}'").Clean();

            // What one test sends is not to be known to the next: a ledger is for those that ask for it.
            Run("$global:PSDefaultParameterValues = @{ 'Connect-FeishuHire:NoLedger' = $true }").Clean();
        }
    }

    /// <summary>Answers the module's questions.</summary>
    public TestHost Host { get; } = new();

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">What a user would type.</param>
    /// <param name="variables">Values for the script, by variable name.</param>
    public RunResult Run(string script, params (string Name, object? Value)[] variables) => Start(script, null, variables).Wait();

    /// <summary>Runs a command with objects from the pipeline: the script reads them as <c>$input</c>.</summary>
    /// <param name="script">E.g. <c>$input | Update-BgCheckProgress</c>.</param>
    /// <param name="input">The objects, taken one by one as the pipeline asks for them.</param>
    public RunResult RunWith(string script, IEnumerable input)
    {
        PSDataCollection<object> objects = [.. Objects(input)];
        objects.Complete();
        return Start(script, objects).Wait();
    }

    /// <summary>Starts a script and leaves it running: see <see cref="RunningScript"/> for Ctrl+C.</summary>
    /// <param name="script">What a user would type.</param>
    /// <param name="input">Objects for <c>$input</c>; add to it while the script runs and complete it at the end.</param>
    /// <param name="variables">Values for the script, by variable name.</param>
    public RunningScript Start(string script, PSDataCollection<object>? input = null, params (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
        {
            _runspace.SessionStateProxy.SetVariable(name, value);
        }

        PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script, useLocalScope: false);
        return new RunningScript(shell, input);
    }

    /// <summary>Lets Connect-FeishuHire open a ledger, as it does for users.</summary>
    public ModuleSession WithLedger()
    {
        Run("$global:PSDefaultParameterValues.Clear()").Clean();
        return this;
    }

    /// <summary>Sets the culture of everything the session runs from here on.</summary>
    /// <param name="name">E.g. zh-CN.</param>
    public ModuleSession UseCulture(string name)
    {
        Run($"$t = [Threading.Thread]::CurrentThread; $t.CurrentCulture = '{name}'; $t.CurrentUICulture = '{name}'").Clean();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();

    private static IEnumerable<object> Objects(IEnumerable input)
    {
        foreach (object item in input)
        {
            yield return item;
        }
    }
}
