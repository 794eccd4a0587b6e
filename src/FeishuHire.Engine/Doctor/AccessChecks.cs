using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FeishuHire.Engine.Connection;
using FeishuHire.Engine.Http;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Doctor;

/// <summary>What Feishu lets the app do: the token, and one order read with it. A read changes nothing, whether the order is
/// known or not.</summary>
/// <param name="connection">The connection; null where none can be made.</param>
/// <param name="buildError">Why none can be made.</param>
internal sealed class AccessChecks(HireConnection? connection, BgCheckError? buildError)
{
    // An order that nobody has: the example of Feishu's own page.
    private const string AnyOrder = "6931286400470354183";

    private static readonly string[] Reads = [CheckNames.IpAllowList, CheckNames.ReadScope];

    /// <summary>Token, allow-list and scope: three words on at most two calls.</summary>
    internal async Task<IReadOnlyList<FeishuHireCheck>> AskAsync(string? obstacle, CancellationToken cancellationToken)
    {
        if (connection is null)
        {
            // Address and proxy have said it already.
            return buildError is { Id: ErrorId.BaseUriNotAllowed or ErrorId.ProxyInvalid } || buildError is null
                ? Behind(obstacle ?? CheckNames.Server, [CheckNames.Token, .. Reads])
                : [Finding.Failed(CheckNames.Token, buildError), .. Behind(CheckNames.Token, Reads)];
        }

        if (obstacle is not null)
        {
            return Behind(obstacle, [CheckNames.Token, .. Reads]);
        }

        try
        {
            await connection.ProveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (FeishuHireException failure)
        {
            return [Finding.Failed(CheckNames.Token, failure.Error), .. Behind(CheckNames.Token, Reads)];
        }

        if (!connection.FixesTenant)
        {
            return
            [
                Finding.Passed(CheckNames.Token, "TokenOfApp", ("App", connection.AppKey)),
                Finding.Skipped(CheckNames.IpAllowList, "TenantUnknown"),
                Finding.Skipped(CheckNames.ReadScope, "TenantUnknown"),
            ];
        }

        return Judge(await ReadAsync(connection, cancellationToken).ConfigureAwait(false));
    }

    // A token that is refused may be an old one of the cache.
    private static async Task<CallResult> ReadAsync(HireConnection connection, CancellationToken cancellationToken)
    {
        for (bool again = false; ; again = true)
        {
            string token;
            try
            {
                token = await connection.Tokens.GetAsync(null, cancellationToken).ConfigureAwait(false);
            }
            catch (FeishuHireException failure)
            {
                return new CallResult(CallVerdict.TokenRefused) { Error = failure.Error };
            }

            CallResult read = await connection.OrderApi
                .QueryAsync(new OrderQuery { OrderIds = [AnyOrder] }, null, token, static _ => { }, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (again || read.Verdict != CallVerdict.TokenRefused)
            {
                return read;
            }

            connection.Tokens.Drop(null, token);
        }
    }

    private IReadOnlyList<FeishuHireCheck> Judge(CallResult read)
    {
        FeishuHireCheck token = connection!.Credential == "TenantAccessToken"
            ? Finding.Passed(CheckNames.Token, "TokenGiven")
            : Finding.Passed(CheckNames.Token, "Token", ("App", connection.AppKey));
        FeishuHireCheck listed = Finding.Passed(CheckNames.IpAllowList, "IpAllowed");
        return (read.Verdict, read.Error?.Id) switch
        {
            (CallVerdict.Accepted, _) => [token, listed, Finding.Passed(CheckNames.ReadScope, "Scope")],
            (_, ErrorId.IpNotAllowed) => [token, Finding.Failed(CheckNames.IpAllowList, read.Error!), Finding.Behind(CheckNames.ReadScope, CheckNames.IpAllowList)],
            (_, ErrorId.ScopeMissing) => [token, listed, Finding.Failed(CheckNames.ReadScope, read.Error!)],
            (CallVerdict.TokenRefused, _) or (_, ErrorId.TokenRejected or ErrorId.AppUnavailable) =>
                [Finding.Failed(CheckNames.Token, read.Error!), .. Behind(CheckNames.Token, Reads)],

            // Whoever gets an answer about the order itself has passed everything before it.
            (_, ErrorId.OrderNotFound or ErrorId.InvalidRequest) => [token, listed, Finding.Passed(CheckNames.ReadScope, "Scope")],
            (CallVerdict.Throttled, _) => [token, .. Throttled()],
            _ => [token, Finding.Behind(CheckNames.IpAllowList, CheckNames.ReadScope), Finding.Failed(CheckNames.ReadScope, OfRead(read.Error!))],
        };
    }

    private static IEnumerable<FeishuHireCheck> Throttled()
    {
        foreach (string check in Reads)
        {
            yield return Finding.Skipped(check, "Throttled");
        }
    }

    // A read has no outcome to be uncertain of.
    private static BgCheckError OfRead(BgCheckError error) => error.Id != ErrorId.OutcomeUnknown
        ? error with { Outcome = null }
        : new BgCheckError(ErrorId.ConnectionFailed) { HttpStatus = error.HttpStatus, LogId = error.LogId }
            .With("Host", "batch_query")
            .With("Reason", error.Facts.TryGetValue("Reason", out string? reason) ? reason : "-");

    private static FeishuHireCheck[] Behind(string other, params string[] checks) => Array.ConvertAll(checks, check => Finding.Behind(check, other));
}
