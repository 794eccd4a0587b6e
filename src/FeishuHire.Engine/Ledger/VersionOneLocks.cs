using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace FeishuHire.Engine.Ledger;

/// <summary>The locks by which runs of 0.1.0 took turns, one for each app and tenant: while one is held, such a run works on the
/// ledger and it cannot be brought up to date.</summary>
internal sealed class VersionOneLocks : IDisposable
{
    private const int HashLength = 16;
    private const string End = ".lock";

    private readonly List<IDisposable> _held = [];

    private VersionOneLocks()
    {
    }

    /// <summary>Takes all of them.</summary>
    /// <param name="ledgerPath">The ledger's file.</param>
    /// <exception cref="FeishuHireException">AnotherRunActive: one is held. LedgerUnusable.</exception>
    public static VersionOneLocks TakeAll(string ledgerPath)
    {
        var locks = new VersionOneLocks();
        string start = Path.GetFileName(ledgerPath) + ".";
        foreach (string path in Directory.GetFiles(Path.GetDirectoryName(ledgerPath)!))
        {
            // No pattern: what one with two full stops finds differs from system to system.
            string name = Path.GetFileName(path);
            if (name.Length != start.Length + HashLength + End.Length
                || !name.StartsWith(start, StringComparison.OrdinalIgnoreCase) || !name.EndsWith(End, StringComparison.OrdinalIgnoreCase)
                || !name.Skip(start.Length).Take(HashLength).All(Uri.IsHexDigit))
            {
                continue;
            }

            if (LockFile.TryTake(path, exclusive: true) is not { } taken)
            {
                locks.Dispose();
                throw LedgerErrors.AnotherRun(ledgerPath, TimeSpan.Zero);
            }

            locks._held.Add(taken);
        }

        return locks;
    }

    /// <summary>Lets go. No later version looks at them.</summary>
    public void Dispose() => _held.ForEach(held => held.Dispose());
}
