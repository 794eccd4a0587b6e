using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Doctor;

namespace FeishuHire;

/// <summary>Between Test-FeishuHireConnection and Engine.</summary>
internal static class DoctorBridge
{
    /// <summary>Makes the checks, each as it is asked for.</summary>
    /// <param name="command">What a connection would be opened with.</param>
    /// <param name="connection">The open connection to look at instead; or null.</param>
    /// <param name="resultPath">Where results are to go, a full path; or null.</param>
    /// <param name="shell">The PowerShell's version and edition.</param>
    /// <param name="wait">Waits for work off the pipeline's thread.</param>
    internal static IEnumerable<FeishuHireCheck> Look(
        ConnectionCmdlet command,
        FeishuHireConnection? connection,
        string? resultPath,
        string shell,
        Func<Func<CancellationToken, Task<IReadOnlyList<FeishuHireCheck>?>>, IReadOnlyList<FeishuHireCheck>?> wait)
    {
        var open = connection?.Handle as HireConnection;
        using var doctor = new ConnectionDoctor(new DoctorRequest
        {
            Options = open?.Options ?? ConnectionBridge.OptionsOf(command),
            Connection = open,
            ResultPath = resultPath,
            PowerShell = shell,
            Module = typeof(DoctorBridge).Assembly.GetName().Version?.ToString(3) ?? "?",
        });
        while (wait(doctor.NextAsync) is { } found)
        {
            foreach (FeishuHireCheck check in found)
            {
                yield return check;
            }
        }
    }
}
