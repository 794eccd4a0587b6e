using System.Collections.Generic;
using FeishuHire.Errors;
using FeishuHire.Rules;

namespace FeishuHire.Engine.Delivery;

/// <summary>Takes rows from the pipeline to their lanes: readable ids first, then what the ledger settles at once, then the
/// joining of rows of one stage.</summary>
internal sealed class Intake(RunState scope, RowJudge judge, LaneBook lanes)
{
    private readonly HashSet<ulong> _told = [];

    internal void Accept(BgCheckProgress row)
    {
        scope.Counters.AddRow();
        IReadOnlyList<BgCheckViolation> idProblems = RowRules.CheckIds(row);
        if (idProblems.Count > 0 && !HasUsableOrder(row, idProblems))
        {
            Refuse(row, idProblems);
            return;
        }

        OrderState state = lanes.Rent(row.BackgroundCheckId!);
        var waiting = new WaitingRow(row, lanes.NextArrival())
        {
            Batch = lanes.CurrentBatch,
            Fault = idProblems.Count > 0 ? RowRules.ToError(idProblems) : TenantFault(state, row),
        };
        if (idProblems.Count == 0 && judge.Known(state, waiting) is { } status)
        {
            Tell(state, waiting, status);
            lanes.GiveBack(state);
            return;
        }

        lanes.Add(state, waiting);
    }

    private static bool HasUsableOrder(BgCheckProgress row, IReadOnlyList<BgCheckViolation> problems)
    {
        foreach (BgCheckViolation problem in problems)
        {
            if (problem.Field is null or "background_check_id")
            {
                return false;
            }
        }

        return !string.IsNullOrEmpty(row.BackgroundCheckId);
    }

    private void Refuse(BgCheckProgress row, IReadOnlyList<BgCheckViolation> problems)
    {
        BgCheckError error = RowRules.ToError(problems);
        if (error.Id == ErrorId.DamagedId)
        {
            long time = row.StageTime?.UnixMilliseconds ?? long.MinValue;
            scope.DamagedIds.Add(row.BackgroundCheckId, new LaneHold(time, row.StageId ?? row.Source?.ToString() ?? "?", error.Id));
        }

        scope.Output.Failed(row, error);
    }

    private BgCheckError? TenantFault(OrderState state, BgCheckProgress row)
    {
        string? tenant = string.IsNullOrWhiteSpace(row.TenantKey) ? null : row.TenantKey;
        if (scope.Context.FixesTenant)
        {
            return tenant is null || scope.Context.FixedTenant is null || tenant == scope.Context.FixedTenant
                ? null
                : new BgCheckError(ErrorId.TenantConflict).With("Tenant", tenant).With("OtherTenant", scope.Context.FixedTenant).With("Reason", "Connection");
        }

        if (tenant is null)
        {
            return new BgCheckError(ErrorId.TenantMissing);
        }

        state.Tenant ??= tenant;
        return state.Tenant == tenant ? null : Conflict(tenant, state.Tenant);
    }

    private static BgCheckError Conflict(string tenant, string other) =>
        new BgCheckError(ErrorId.TenantConflict).With("Tenant", tenant).With("OtherTenant", other);

    /// <summary>Rows that say the same of one stage are told once.</summary>
    private void Tell(OrderState state, WaitingRow waiting, BgCheckDeliveryStatus status)
    {
        if (!_told.Add(IdHash.Of(state.OrderId, waiting.Row.StageId!)))
        {
            scope.Counters.AddJoined();
            return;
        }

        lanes.Tell(state, waiting, status);
    }
}
