using System;
using System.Globalization;
using System.Numerics;
using CsCheck;
using FeishuHire.Errors;
using FeishuHire.Values;
using Xunit;

namespace FeishuHire.UnitTests.Values;

public sealed class IdPropertyTests
{
    private static readonly Gen<long> Ids = Gen.Long[1_000_000_000_000_000_000, long.MaxValue];

    [Fact]
    public void An_id_never_changes_whatever_holds_it()
    {
        foreach (string culture in Cultures.Names)
        {
            Cultures.Run(culture, () => Ids.Sample(
                id =>
                {
                    string text = id.ToString(CultureInfo.InvariantCulture);
                    return Array.TrueForAll<object>(
                        [text, id, (ulong)id, (decimal)id, new BigInteger(id), "\t" + text + "\u00A0", "=\"" + text + "\"", "'" + text],
                        cell => IdCell.Read(cell) == text);
                },
                iter: 1_000,
                threads: 1));
        }
    }

    [Fact]
    public void An_id_that_went_through_a_double_is_never_taken_for_an_id()
    {
        foreach (string culture in Cultures.Names)
        {
            Cultures.Run(culture, () => Ids.Sample(
                id =>
                {
                    double number = id;
                    string[] spellings =
                    [
                        IdCell.Read(number)!,
                        number.ToString("E14", CultureInfo.InvariantCulture),
                        number.ToString("0.00E+00", CultureInfo.InvariantCulture),
                        number.ToString("R", CultureInfo.InvariantCulture),
                        (id / 10_000 * 10_000).ToString(CultureInfo.InvariantCulture), // a spreadsheet's 15 digits
                        id.ToString(CultureInfo.InvariantCulture) + ".0",
                    ];
                    return Array.TrueForAll(spellings, spelling => IdCell.CheckOrderId(spelling)?.ErrorId == ErrorId.DamagedId);
                },
                iter: 1_000,
                threads: 1));
        }
    }

    [Fact]
    public void Reading_an_id_twice_is_reading_it_once() =>
        Gen.String.Sample(text => IdCell.Read(IdCell.Read(text)) == IdCell.Read(text) || text.Contains('\'') || text.Contains('"'));

    [Fact]
    public void No_text_makes_the_judges_throw() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789.eE+- \t"], 1, 24]).Sample(
        text =>
        {
            if (IdCell.Read(text) is string id)
            {
                IdCell.CheckOrderId(id);
                IdCell.CheckStageId(id);
                IdCell.TrustedDigits(id);
            }
        },
        iter: 20_000);
}
