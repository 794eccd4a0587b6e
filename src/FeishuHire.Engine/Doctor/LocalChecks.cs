using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Doctor;

/// <summary>What can be looked at without the network: the shell, the ledger and its backup, the folder of the results.</summary>
internal sealed class LocalChecks(DoctorRequest request)
{
    // A week of stages is what a person can still set right by hand.
    private static readonly TimeSpan OldBackup = TimeSpan.FromDays(7);

    internal FeishuHireCheck PowerShell() => Finding.Passed(
        CheckNames.PowerShell,
        "PowerShell",
        ("Shell", request.PowerShell),
        ("Module", request.Module),
        ("Runtime", RuntimeInformation.FrameworkDescription),
        ("System", RuntimeInformation.OSDescription.Trim()));

    internal FeishuHireCheck Results()
    {
        if (request.ResultPath is not string path)
        {
            return Finding.Skipped(CheckNames.Results, "ResultsNone");
        }

        try
        {
            return Finding.Passed(CheckNames.Results, FolderProbe.Try(path) ? "Results" : "ResultsToBeMade", ("Path", path));
        }
        catch (FeishuHireException failure)
        {
            return Finding.Failed(CheckNames.Results, failure.Error);
        }
    }

    /// <summary>The ledger and, only where that can be read, its backup.</summary>
    internal IReadOnlyList<FeishuHireCheck> Ledger()
    {
        if (IsInMemory())
        {
            return [Finding.Skipped(CheckNames.Ledger, "LedgerNone"), Finding.Skipped(CheckNames.LedgerBackup, "LedgerNone")];
        }

        try
        {
            LedgerLocation place = Place();
            if (!File.Exists(place.Path) && !Directory.Exists(place.Path))
            {
                return [Missing(place), Finding.Skipped(CheckNames.LedgerBackup, "BackupNothing")];
            }

            LedgerState state = LedgerState.Look(place.Path);
            return [Found(place, state), Backup(place, state)];
        }
        catch (FeishuHireException failure)
        {
            return [Finding.Failed(CheckNames.Ledger, failure.Error), Finding.Behind(CheckNames.LedgerBackup, CheckNames.Ledger)];
        }
    }

    /// <summary>The ledger's file, where there is one to be read; else null.</summary>
    internal string? LedgerPath()
    {
        try
        {
            return IsInMemory() || Place().Path is not string path || !File.Exists(path) ? null : path;
        }
        catch (FeishuHireException)
        {
            return null;
        }
    }

    private bool IsInMemory() => request.Connection is { } open ? open.Ledger.Path is null : request.Options.NoLedger;

    private LedgerLocation Place() => request.Connection?.Ledger.Path is string open ? new(open, Named: true) : request.Locate(request.Options.LedgerPath);

    private FeishuHireCheck Missing(LedgerLocation place)
    {
        if (place.Mode(request.Options.NewLedger) == LedgerOpenMode.MustExist)
        {
            return Finding.Failed(CheckNames.Ledger, LedgerErrors.NotFound(place.Path).Error);
        }

        try
        {
            FolderProbe.Try(Path.GetDirectoryName(place.Path)!);
        }
        catch (FeishuHireException failure)
        {
            string detail = failure.Error.Facts.TryGetValue("Detail", out string? said) ? said : LedgerDetail.NoAccess;
            return Finding.Failed(CheckNames.Ledger, LedgerErrors.Unusable(place.Path, detail).Error);
        }

        return request.Options.NewLedger
            ? Finding.Passed(CheckNames.Ledger, "LedgerToBeMade", ("Path", place.Path))
            : Finding.Warning(CheckNames.Ledger, "LedgerMissing", ("Path", place.Path));
    }

    private static FeishuHireCheck Found(LedgerLocation place, LedgerState state) =>
        state.KeyLost ? Finding.Warning(CheckNames.Ledger, "LedgerKey", ("Path", HashKeyFile.PathFor(place.Path)))
        : state.Busy ? Finding.Of(CheckNames.Ledger, FeishuHireCheckStatus.Warning, LedgerErrors.Busy(place.Path).Error)
        : Finding.Passed(CheckNames.Ledger, "Ledger", ("Path", place.Path));

    private FeishuHireCheck Backup(LedgerLocation place, LedgerState state)
    {
        if (!state.HasEntries)
        {
            return Finding.Skipped(CheckNames.LedgerBackup, "BackupNothing");
        }

        if (state.BackupAt is not long at)
        {
            return Finding.Warning(CheckNames.LedgerBackup, "BackupNever", ("Path", place.Path));
        }

        TimeSpan age = request.Options.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at);
        (string, object?)[] facts =
        [
            ("Time", DateTimeOffset.FromUnixTimeMilliseconds(at).ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            ("Days", ((int)age.TotalDays).ToString(CultureInfo.InvariantCulture)),
        ];
        return age > OldBackup ? Finding.Warning(CheckNames.LedgerBackup, "BackupOld", facts) : Finding.Passed(CheckNames.LedgerBackup, "Backup", facts);
    }
}
