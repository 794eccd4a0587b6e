using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FeishuHire.Files;

namespace FeishuHire.Completion;

/// <summary>-Encoding: the character sets that sheets come in.</summary>
internal sealed class EncodingCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound) =>
        [Value("utf-8", "UTF-8"), Value("gb18030", "GB18030, GBK, GB2312"), Value("utf-16", "UTF-16"), Value("big5", "Big5"), Value("windows-1252", "Windows-1252")];
}

/// <summary>-Culture: those that users of this module are most likely to mean, then every other.</summary>
internal sealed class CultureCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound)
    {
        string[] usual = ["zh-CN", "en-US", "en-GB", "zh-HK", "zh-TW", "ja-JP", "de-DE"];
        return usual.Concat(CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => culture.Name).Except(usual))
            .Select(name => Value(name, CultureInfo.GetCultureInfo(name).DisplayName));
    }
}

/// <summary>-StageIdFrom: the fields that a stage id can be made of.</summary>
internal sealed class StageIdFromCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound) =>
        FileArguments.FieldNames(BgCheckDeliveryKind.Progress, ofStageId: true).Select(name => Value(name, name));
}
