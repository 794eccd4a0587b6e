using System.Globalization;
using FeishuHire.Errors;
using FeishuHire.Text;

namespace FeishuHire.Engine.Doctor;

/// <summary>Makes the outcome of a check, in the user's language. A key's remedy stands under Key_Remedy.</summary>
internal static class Finding
{
    internal static FeishuHireCheck Passed(string check, string key, params (string Name, object? Value)[] facts) =>
        Make(check, FeishuHireCheckStatus.Passed, Texts.OfChecks.Say(key, facts), null);

    internal static FeishuHireCheck Skipped(string check, string key, params (string Name, object? Value)[] facts) =>
        Make(check, FeishuHireCheckStatus.Skipped, Texts.OfChecks.Say(key, facts), null);

    /// <summary>What could not be looked at because of what another check found.</summary>
    internal static FeishuHireCheck Behind(string check, string other) => Skipped(check, "Behind", ("Check", other));

    internal static FeishuHireCheck Warning(string check, string key, params (string Name, object? Value)[] facts) =>
        Make(check, FeishuHireCheckStatus.Warning, Texts.OfChecks.Say(key, facts), Texts.OfChecks.Say(key + Texts.RemedySuffix, facts));

    internal static FeishuHireCheck Failed(string check, string key, params (string Name, object? Value)[] facts) =>
        Make(check, FeishuHireCheckStatus.Failed, Texts.OfChecks.Say(key, facts), Texts.OfChecks.Say(key + Texts.RemedySuffix, facts));

    /// <summary>What the catalogue has words for.</summary>
    internal static FeishuHireCheck Of(string check, FeishuHireCheckStatus status, BgCheckError error) =>
        Make(check, status, ErrorText.Message(error, CultureInfo.CurrentUICulture), ErrorText.Remedy(error, CultureInfo.CurrentUICulture));

    internal static FeishuHireCheck Failed(string check, BgCheckError error) => Of(check, FeishuHireCheckStatus.Failed, error);

    private static FeishuHireCheck Make(string check, FeishuHireCheckStatus status, string detail, string? remedy) =>
        new() { Check = check, Status = status, Detail = detail, Remedy = remedy };
}
