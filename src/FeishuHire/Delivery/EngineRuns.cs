using System;
using System.Runtime.CompilerServices;
using FeishuHire.Engine;
using FeishuHire.Engine.Delivery;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Delivery;

/// <summary>Opens runs of the engine for the cmdlet.</summary>
internal static class EngineRuns
{
    /// <summary>What was sent through each connection, in memory.</summary>
    private static readonly ConditionalWeakTable<HireConnection, MemoryLedger> Ledgers = new();

    internal static (DeliveryRun Run, IDisposable? Turn) Open(FeishuHireConnection? connection, DeliverySettings settings)
    {
        DeliveryOptions options = OptionsOf(settings);
        DeliveryContext context = connection?.Handle is HireConnection handle
            ? handle.NewDelivery(Ledgers.GetValue(handle, static _ => new MemoryLedger()), Guid.NewGuid().ToString("N"))
            : DeliveryContext.Offline(new MemoryLedger(), "Feishu");
        return (new DeliveryRun(context, options), null);
    }

    private static DeliveryOptions OptionsOf(DeliverySettings settings) => new()
    {
        ThrottleLimit = settings.ThrottleLimit,
        MaxRetry = settings.MaxRetry,
        HoldOrder = settings.HoldOrder,
        NudgeEqualTimes = settings.NudgeEqualTimes,
        AllowFutureTime = settings.AllowFutureTime,
        NoReorder = settings.NoReorder,
        RetryRejected = settings.RetryRejected,
        MaxDuration = settings.MaxDuration,
        DryRun = settings.WhatIf,
    };
}
