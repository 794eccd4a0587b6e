namespace FeishuHire;

/// <summary>What a call does to an order; the ledger keeps each kind apart.</summary>
public enum BgCheckDeliveryKind
{
    /// <summary>A stage: update_progress.</summary>
    Progress = 0,

    /// <summary>The final result: update_result.</summary>
    Result = 1,

    /// <summary>The end of the order: cancel.</summary>
    Cancel = 2,
}
