using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using FeishuHire.Errors;
using Xunit;

namespace FeishuHire.UnitTests.Model.Errors;

public sealed class ErrorCatalogueTests
{
    /// <summary>All of System.Management.Automation.ErrorCategory, as Windows PowerShell 5.1 has it.</summary>
    private static readonly HashSet<string> Categories = new(
        ("NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData InvalidOperation "
        + "InvalidResult InvalidType MetadataError NotImplemented NotInstalled ObjectNotFound OperationStopped "
        + "OperationTimeout SyntaxError ParserError PermissionDenied ResourceBusy ResourceExists ResourceUnavailable "
        + "ReadError WriteError FromStdErr SecurityError ProtocolError ConnectionError AuthenticationError LimitsExceeded "
        + "QuotaExceeded NotEnabled").Split(' '));

    /// <summary>The ids whose failure reaches further than one row.</summary>
    private static readonly Dictionary<ErrorScope, string[]> Reach = new()
    {
        [ErrorScope.Tenant] =
        [
            ErrorId.RateLimited, ErrorId.QuotaExhausted, ErrorId.TokenRejected, ErrorId.ScopeMissing, ErrorId.IpNotAllowed,
            ErrorId.AppUnavailable, ErrorId.RefusedThroughout,
        ],
        [ErrorScope.Run] =
        [
            ErrorId.CredentialRejected, ErrorId.AppTicketInvalid, ErrorId.ProxyRefused, ErrorId.ProxyInvalid,
            ErrorId.ServiceUnavailable, ErrorId.NotConnected, ErrorId.CredentialMissing, ErrorId.BaseUriNotAllowed,
            ErrorId.SandboxNotRunning, ErrorId.LedgerNotFound, ErrorId.LedgerPathNotAllowed, ErrorId.LedgerUnusable,
            ErrorId.LedgerNewer, ErrorId.LedgerBusy, ErrorId.LedgerFull, ErrorId.AnotherRunActive, ErrorId.ResultPathUnusable,
        ],
    };

    internal static IEnumerable<string> AllIds() =>
        typeof(ErrorId).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    [Fact]
    public void An_id_is_the_name_of_its_constant() =>
        Assert.All(typeof(ErrorId).GetFields(BindingFlags.Public | BindingFlags.Static), field => Assert.Equal(field.Name, field.GetRawConstantValue()));

    [Fact]
    public void Every_id_has_one_entry_and_every_entry_an_id() =>
        Assert.Equal(AllIds().Order(), ErrorCatalogue.All.Select(entry => entry.Id).Order());

    [Fact]
    public void Every_category_is_one_of_PowerShells() =>
        Assert.All(ErrorCatalogue.All, entry => Assert.Contains(entry.Category, Categories));

    [Fact]
    public void Every_error_reaches_as_far_as_the_design_says()
    {
        foreach (ErrorEntry entry in ErrorCatalogue.All)
        {
            ErrorScope expected = Reach.FirstOrDefault(reach => reach.Value.Contains(entry.Id)).Key;
            Assert.True(expected == entry.Scope, $"{entry.Id} is {entry.Scope}");
        }
    }

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
