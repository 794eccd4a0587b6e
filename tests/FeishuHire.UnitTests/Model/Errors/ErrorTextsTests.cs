using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Resources;
using FeishuHire.Errors;
using FeishuHire.Text;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

/// <summary>The two resource files, held against each other, the ids and the facts that the code provides.</summary>
public sealed class ErrorTextsTests
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    /// <summary>The facts that an id's error carries; what the error itself knows is open to all.</summary>
    private static readonly Dictionary<string, string> Facts = new()
    {
        [ErrorId.OrderHeld] = "HeldBy HeldReason OtherWhere HolderOrder",
        [ErrorId.StageTimeNotIncreasing] = "Time LastTime LastStage",
        [ErrorId.DuplicateStageId] = "OtherWhere",
        [ErrorId.StageChanged] = "Change",
        [ErrorId.TenantStopped] = "Tenant Reason",
        [ErrorId.TenantConflict] = "Tenant OtherTenant",
        [ErrorId.RateLimited] = "Minutes",
        [ErrorId.RefusedThroughout] = "Count RefusedId RefusedCode",
        [ErrorId.ServiceUnavailable] = "Minutes Count",
        [ErrorId.ScopeMissing] = "Scope",
        [ErrorId.ConnectionFailed] = "Host Reason",
        [ErrorId.ProxyRefused] = "Proxy",
        [ErrorId.ProxyInvalid] = "Proxy",
        [ErrorId.OutcomeUnknown] = "Reason",
        [ErrorId.UnreadableAnswer] = "ContentType Length",
        [ErrorId.CredentialMissing] = "Missing",
        [ErrorId.BaseUriNotAllowed] = "Uri",
        [ErrorId.ColumnsNotFound] = "File Row Column Detail Found Expected",
        [ErrorId.ColumnDuplicated] = "File Row Column Detail Found Expected",
        [ErrorId.FileNotFound] = "File Detail",
        [ErrorId.FileUnreadable] = "File Detail",
        [ErrorId.FileBusy] = "File Detail",
        [ErrorId.FileFormatNotSupported] = "File Detail",
        [ErrorId.RowUnreadable] = "File Row Column Detail",
        [ErrorId.LedgerNotFound] = "Path Detail",
        [ErrorId.LedgerPathNotAllowed] = "Path Detail",
        [ErrorId.LedgerUnusable] = "Path Detail",
        [ErrorId.LedgerNewer] = "Path Version Known",
        [ErrorId.LedgerBusy] = "Path Detail",
        [ErrorId.LedgerFull] = "Path Detail",
        [ErrorId.AnotherRunActive] = "Path Waited",
        [ErrorId.ResultPathUnusable] = "Path Detail",
    };

    private static readonly string[] Common = ["Order", "Stage", "Where", "Findings", "CodeMeaning", "HelpUrl"];

    /// <summary>Words of their own for a reason: the id, then the reason.</summary>
    public static TheoryData<string, string> OwnWords => new()
    {
        { ErrorId.SystemError, "Token" },
        { ErrorId.OutcomeUnknown, "ReplayedBefore" },
        { ErrorId.OutcomeUnknown, "Ambiguous" },
        { ErrorId.OrderHeld, "NotReadBack" },
        { ErrorId.TenantConflict, "Connection" },
        { ErrorId.TenantConflict, "CustomApp" },
        { ErrorId.OrderStatusAbnormal, "ReadBack" },
        { ErrorId.StageTimeNotIncreasing, "ReadBack" },
        { ErrorId.OrderHeld, "Elsewhere" },
        { ErrorId.LedgerNotFound, "Look" },
        { ErrorId.FileUnreadable, "Empty" },
    };

    /// <summary>Words of their own for a final result, or the end of an order: the id, then the kind.</summary>
    public static TheoryData<string, string> WordsOfKinds => new()
    {
        { ErrorId.OutcomeUnknown, "Result" },
        { ErrorId.OutcomeUnknown, "Cancel" },
        { ErrorId.DuplicateStageId, "Result" },
        { ErrorId.StageChanged, "Result" },
        { ErrorId.OrderHeld, "Result" },
        { ErrorId.OrderHeld, "Cancel" },
        { ErrorId.StageTimeUnreadable, "Result" },
        { ErrorId.StageTimeInFuture, "Result" },
        { ErrorId.StageTimeNotIncreasing, "Result" },
    };

    private static IEnumerable<string> Variants => OwnWords.Select(row => row.Data.Item1 + "_" + row.Data.Item2);

    public static TheoryData<string> Ids => [.. ErrorCatalogueTests.AllIds()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_says_what_happened_and_what_to_do_in_both_languages(string id)
    {
        foreach (string key in new[] { id, id + "_Remedy" })
        {
            string english = Texts.OfErrors.Find(key, English);
            string chinese = Texts.OfErrors.Find(key, Chinese);

            Assert.NotEqual(key, english);
            Assert.NotEqual(english, chinese);
            Assert.Contains(chinese, IsHan);
            Assert.DoesNotContain(english.Replace("更新招聘背调信息", string.Empty).Replace("租户", string.Empty).Replace("下载, 预览", string.Empty).Replace("供应商, 管理员", string.Empty), IsHan);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_text_asks_only_for_facts_that_its_error_carries(string id)
    {
        HashSet<string> known = [.. Common, .. Facts.GetValueOrDefault(id, string.Empty).Split(' ')];

        Assert.All(TextTemplate.Names(Texts.OfErrors.Find(id, English)), name => Assert.Contains(name, known));
        Assert.All(TextTemplate.Names(Texts.OfErrors.Find(id + "_Remedy", English)), name => Assert.Contains(name, known));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_error_reads_well_without_any_fact(string id)
    {
        foreach (CultureInfo culture in new[] { English, Chinese })
        {
            string text = ErrorText.FullMessage(new BgCheckError(id), culture);

            Assert.DoesNotContain("?", text);
            Assert.DoesNotContain("  ", text);
            Assert.DoesNotMatch(@" [.,:;](\s|$)", text);
            Assert.DoesNotContain("：。", text);
            Assert.DoesNotContain("()", text);
            Assert.DoesNotContain("[", text);
            Assert.True(char.IsLetter(text[0]) || text[0] == '-', text);
            Assert.Contains(text[^1], ".。");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_error_shows_every_fact_that_its_text_asks_for(string id)
    {
        foreach (CultureInfo culture in new[] { English, Chinese })
        {
            var error = new BgCheckError(id);
            string[] names = [.. TextTemplate.Names(Texts.OfErrors.Find(id, culture)).Except(Common)];
            foreach (string name in names)
            {
                error = error.With(name, "<" + name + ">");
            }

            string message = ErrorText.Message(error, culture);

            Assert.All(names, name => Assert.Contains("<" + name + ">", message));
            Assert.DoesNotContain("  ", message);
        }
    }

    [Fact]
    public void Every_code_has_its_meaning_in_both_languages() =>
        Assert.All(CodeTable.All, rule =>
        {
            string? english = ErrorText.CodeMeaning(rule.Code, English);
            string? chinese = ErrorText.CodeMeaning(rule.Code, Chinese);

            Assert.NotNull(english);
            Assert.NotEqual(english, chinese);
        });

    [Theory]
    [MemberData(nameof(OwnWords))]
    public void A_reason_with_words_of_its_own_is_told_in_them(string id, string reason)
    {
        BgCheckError error = new BgCheckError(id).With("Reason", reason).With("Tenant", "t-1").With("OtherTenant", "t-2").With("Stage", "s-1");
        foreach (CultureInfo culture in new[] { English, Chinese })
        {
            Assert.NotEqual(ErrorText.Message(new BgCheckError(id).With("Stage", "s-1"), culture), ErrorText.Message(error, culture));
            Assert.NotEqual(ErrorText.Remedy(new BgCheckError(id), culture), ErrorText.Remedy(error, culture));
            Assert.DoesNotContain('{', ErrorText.FullMessage(error, culture));
        }
    }

    [Theory]
    [MemberData(nameof(WordsOfKinds))]
    public void A_kind_with_words_of_its_own_is_told_in_them(string id, string kind)
    {
        BgCheckError error = new BgCheckError(id).With("Kind", kind).With("HeldBy", "s-1").With("HolderOrder", "69").With("HeldReason", "MissingField");
        foreach (CultureInfo culture in new[] { English, Chinese })
        {
            Assert.NotEqual(ErrorText.FullMessage(error.With("Kind", null), culture), ErrorText.FullMessage(error, culture));
            Assert.DoesNotContain('{', ErrorText.FullMessage(error, culture));
        }
    }

    [Fact]
    public void There_is_no_text_without_a_use()
    {
        HashSet<string> used =
        [
            "RowLead", "RowPlace", "ServerFacts", "ParameterLead", "InvalidParameter", "EarlierTry", "ColumnsNotFound_RowRemedy",
            .. ErrorCatalogueTests.AllIds(),
            .. ErrorCatalogueTests.AllIds().Select(id => id + "_Remedy"),
            "OutcomeUnknown_NeverRepeated",
            .. WordsOfKinds.SelectMany(row => new[] { row.Data.Item1 + "_" + row.Data.Item2, row.Data.Item1 + "_" + row.Data.Item2 + "_Remedy" }),
            .. Variants.SelectMany(key => new[] { key, key + "_Remedy" }),
            .. CodeTable.All.Select(rule => "Code_" + rule.Code),
        ];

        Assert.DoesNotContain(All(English).Keys, key => !used.Contains(key) && !key.StartsWith(FactWords.Prefix));
    }

    private static Dictionary<string, string> All(CultureInfo culture)
    {
        ResourceSet set = new ResourceManager("FeishuHire.Text.ErrorTexts", typeof(ErrorText).Assembly)
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new InvalidOperationException("No texts for " + culture.Name);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
}
