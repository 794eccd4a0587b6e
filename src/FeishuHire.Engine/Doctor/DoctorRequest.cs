using System;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Doctor;

/// <summary>What is to be looked at.</summary>
public sealed class DoctorRequest
{
    /// <summary>What a connection would be opened with, or was.</summary>
    public required ConnectionOptions Options { get; init; }

    /// <summary>The connection that is open; null to look at one that is not.</summary>
    public HireConnection? Connection { get; init; }

    /// <summary>Where results are to go, a full path; null for nowhere.</summary>
    public string? ResultPath { get; init; }

    /// <summary>The PowerShell at hand: version and edition.</summary>
    public required string PowerShell { get; init; }

    /// <summary>The module's version.</summary>
    public required string Module { get; init; }

    /// <summary>Finds the ledger's place, for tests.</summary>
    internal Func<string?, LedgerLocation> Locate { get; init; } = LedgerLocation.Resolve;
}
