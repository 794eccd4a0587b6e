using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Doctor;
using Xunit;

namespace FeishuHire.UnitTests.Doctor;

/// <summary>All that the doctor found, by the name of the check.</summary>
internal sealed class Examination
{
    private readonly Dictionary<string, FeishuHireCheck> _checks;

    private Examination(IEnumerable<FeishuHireCheck> checks) => _checks = checks.ToDictionary(check => check.Check);

    public FeishuHireCheck this[string check] => _checks[check];

    public IReadOnlyCollection<FeishuHireCheck> All => _checks.Values;

    /// <summary>The names of the checks that ended so.</summary>
    public string[] Of(FeishuHireCheckStatus status) => [.. _checks.Values.Where(check => check.Status == status).Select(check => check.Check)];

    public static async Task<Examination> RunAsync(ConnectionOptions options, Func<DoctorRequest, DoctorRequest>? more = null)
    {
        DoctorRequest request = new() { Options = options, PowerShell = "7.6.9 Core", Module = "0.2.0" };
        using ConnectionDoctor doctor = new(more?.Invoke(request) ?? request);
        List<FeishuHireCheck> all = [];
        while (await doctor.NextAsync(CancellationToken.None) is { } found)
        {
            all.AddRange(found);
        }

        Assert.All(all, check =>
        {
            Assert.NotEmpty(check.Detail);
            Assert.Equal(check.Status is FeishuHireCheckStatus.Failed or FeishuHireCheckStatus.Warning, check.Remedy is { Length: > 0 });
            Assert.DoesNotContain("{", check.ToString(), StringComparison.Ordinal);
        });
        Assert.Equal(13, all.Count);
        return new Examination(all);
    }
}
