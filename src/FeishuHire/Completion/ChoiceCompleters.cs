using System.Collections.Generic;
using FeishuHire.Values;

namespace FeishuHire.Completion;

/// <summary>-OperatorRole. Not a ValidateSet: a row's cell may hold it in other spellings, which the model reads.</summary>
internal sealed class OperatorRoleCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound) =>
        [Value(ChoiceCell.Vendor, "1, 供应商"), Value(ChoiceCell.Administrator, "2, 管理员")];
}

/// <summary>-ReportUrlType and -UrlType.</summary>
internal sealed class ReportUrlTypeCompleter : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, string>> Values(string parameter, BoundArguments bound) =>
        [Value(ChoiceCell.Download, "1, 下载: PDF"), Value(ChoiceCell.Preview, "2, 预览")];
}
