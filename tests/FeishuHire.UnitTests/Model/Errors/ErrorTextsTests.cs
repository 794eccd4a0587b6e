using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using FeishuHire.Errors;
using FeishuHire.Text;
using Xunit;
using static FeishuHire.UnitTests.Model.Text.TextResources;

namespace FeishuHire.UnitTests.Model.Errors;

/// <summary>The texts of the errors, held against the ids and against the code that makes the errors.</summary>
public sealed class ErrorTextsTests
{
    /// <summary>What every error may carry, and what it knows by itself.</summary>
    private static readonly string[] Common = ["Order", "Stage", "Where", "Findings", "CodeMeaning", "HelpUrl"];

    /// <summary>The code that makes errors: not where all ids stand.</summary>
    private static readonly Dictionary<string, string> Makers = Sources
        .Where(source => Path.GetFileName(source.Key) is not ("ErrorId.cs" or "ErrorCatalogue.cs" or "CodeTable.cs"))
        .ToDictionary(source => source.Key, source => source.Value);

    /// <summary>Texts of their own for a reason, a fault or a kind of row: the key, its id and the word.</summary>
    public static TheoryData<string, string, string> OwnWords => [.. All("ErrorTexts", English).Keys.Select(OwnWord).Where(own => own.Word.Length > 0)];

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
    public void A_text_asks_only_for_facts_that_whoever_makes_its_error_gives(string id)
    {
        string[] makers = [.. Makers.Values.Where(source => Regex.IsMatch(source, $@"\bErrorId\.{id}\b"))];
        if (makers.Any(source => source.Contains("FileErrors.") || source.Contains("new FileFault(")))
        {
            // What is wrong with a file is told by its reader, and where by FileErrors.
            makers = [.. makers, .. Makers.Where(source => source.Key.Contains(Path.Combine("FeishuHire.Engine", "Files"))).Select(source => source.Value)];
        }

        HashSet<string> given = [.. Common, .. makers.SelectMany(source => Regex.Matches(source, @"With\(""(\w+)""|new FileFault\([^;]*?""(\w+)""")).SelectMany(found => found.Groups.Values.Skip(1)).Select(name => name.Value)];

        Assert.True(makers.Length > 0 || CodeTable.All.Any(rule => rule.ErrorId == id), "Nothing makes this error.");
        Assert.All(
            All("ErrorTexts", English).Where(text => text.Key.Split('_')[0] == id),
            text => Assert.All(TextTemplate.Names(text.Value), name => Assert.Contains(name, given)));
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
    public void A_word_with_texts_of_its_own_is_told_in_them(string key, string id, string word)
    {
        foreach (CultureInfo culture in new[] { English, Chinese })
        {
            BgCheckError bare = new BgCheckError(id);
            foreach (string name in TextTemplate.Names(Texts.OfErrors.Find(key, culture)).Except(Common))
            {
                bare = bare.With(name, "<" + name + ">");
            }

            string[] told = [.. new[] { "Reason", "Fault", "Kind" }.Select(fact => ErrorText.FullMessage(bare.With(fact, word), culture))];
            string own = TextTemplate.Fill(Texts.OfErrors.Find(key, culture), name => bare.Facts.GetValueOrDefault(name));

            Assert.All(told, text => Assert.Contains(own, text));
            Assert.DoesNotContain(own, ErrorText.FullMessage(bare, culture));
            Assert.DoesNotContain('{', told[0]);
        }
    }

    [Fact]
    public void There_is_no_text_without_a_use()
    {
        HashSet<string> used =
        [
            .. ErrorCatalogueTests.AllIds(),
            .. ErrorCatalogueTests.AllIds().Select(id => id + "_Remedy"),
            .. CodeTable.All.Select(rule => "Code_" + rule.Code),
        ];

        Assert.All(
            All("ErrorTexts", English).Keys.Where(key => !used.Contains(key) && !key.StartsWith(FactWords.Prefix)),
            key => Assert.True(IsInTheCode(key) || IsGiven(OwnWord(key).Word) || IsInTheCode(key[Math.Max(0, key.IndexOf('_'))..]), key));
    }

    /// <summary>Whether the code gives a word as the reason, fault or kind of an error.</summary>
    private static bool IsGiven(string word) =>
        Enum.IsDefined(typeof(BgCheckDeliveryKind), word)
        || typeof(FileFaultKey).GetField(word, BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static) is not null
        || (word.Length > 0 && IsInTheCode(word));

    private static bool IsInTheCode(string word) => Makers.Values.Any(source => source.Contains("\"" + word + "\""));

    private static (string Key, string Id, string Word) OwnWord(string key)
    {
        string[] parts = key.Split('_');
        return parts is [string id, string word, ..] && ErrorCatalogueTests.AllIds().Contains(id) && word is not ("Remedy" or "RowRemedy") ? (key, id, word) : (key, string.Empty, string.Empty);
    }
}
