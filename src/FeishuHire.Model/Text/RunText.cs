using System.Globalization;
using System.Resources;

namespace FeishuHire.Text;

/// <summary>What a run says on the verbose, warning, progress and information streams, in the user's language. Numbers in it
/// are invariant.</summary>
internal static class RunText
{
    private static readonly ResourceManager Texts = new("FeishuHire.Text.RunTexts", typeof(RunText).Assembly);

    internal static string Get(string key, params object?[] facts) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key, facts);
}
