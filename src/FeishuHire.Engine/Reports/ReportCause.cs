using System.Globalization;
using FeishuHire.Engine.Ledger;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Reports;

/// <summary>Why an entry needs somebody, in the catalogue's words.</summary>
internal static class ReportCause
{
    /// <summary>The cause of what nobody has tried yet.</summary>
    internal const string NotTried = "Waiting";

    /// <summary>The error id of an entry, or what stands for it.</summary>
    internal static string Of(LedgerEntry entry) => entry.ErrorId ?? entry.Status switch
    {
        BgCheckDeliveryStatus.Waiting => NotTried,
        BgCheckDeliveryStatus.Held => ErrorId.OrderHeld,
        _ => ErrorId.OutcomeUnknown,
    };

    /// <summary>What a cause means.</summary>
    internal static string Meaning(string cause) => cause == NotTried
        ? Texts.OfRuns.SayInOrder("NotTriedReason")
        : ErrorText.Message(new BgCheckError(cause), CultureInfo.CurrentUICulture);

    /// <summary>What to do about it.</summary>
    internal static string Remedy(string cause) => cause == NotTried
        ? Texts.OfRuns.SayInOrder("NotTriedRemedy")
        : ErrorText.Remedy(new BgCheckError(cause), CultureInfo.CurrentUICulture);
}
