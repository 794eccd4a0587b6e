using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

public sealed class ErrorCatalogueTests
{
    internal static IEnumerable<string> AllIds() =>
        typeof(ErrorId).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    [Fact]
    public void An_id_is_the_name_of_its_constant() =>
        Assert.All(typeof(ErrorId).GetFields(BindingFlags.Public | BindingFlags.Static), field => Assert.Equal(field.Name, field.GetRawConstantValue()));

    [Fact]
    public void Every_id_has_one_entry_and_every_entry_an_id() =>
        Assert.Equal(AllIds().Order(), ErrorCatalogue.All.Select(entry => entry.Id).Order());

    [Theory]
    [InlineData(ErrorId.OrderStatusAbnormal)]
    [InlineData(ErrorId.StageChanged)]
    [InlineData(ErrorId.StageTimeNotIncreasing)]
    [InlineData(ErrorId.DuplicateStageId)]
    public void What_can_never_be_saved_does_not_hold(string id) => Assert.False(ErrorCatalogue.Get(id).Holds);

    [Theory]
    [InlineData(ErrorId.MissingField)]
    [InlineData(ErrorId.DamagedId)]
    [InlineData(ErrorId.ConnectionFailed)]
    [InlineData(ErrorId.OutcomeUnknown)]
    [InlineData(ErrorId.TenantStopped)]
    [InlineData(ErrorId.OrderBeingApproved)]
    [InlineData(ErrorId.OrderNotFound)]
    [InlineData(ErrorId.RowUnreadable)]
    public void What_repair_or_an_answer_can_save_holds(string id) => Assert.True(ErrorCatalogue.Get(id).Holds);

    [Fact]
    public void An_unknown_id_is_a_bug() => Assert.Throws<ArgumentException>(() => ErrorCatalogue.Get("NoSuchId"));
}
