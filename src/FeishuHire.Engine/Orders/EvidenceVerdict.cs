namespace FeishuHire.Engine.Orders;

/// <summary>What the stages that Feishu shows say of one stage of ours.</summary>
public enum EvidenceVerdict
{
    /// <summary>Nothing. What is not shown proves nothing.</summary>
    None,

    /// <summary>It is shown: it was delivered.</summary>
    Shown,

    /// <summary>Something is shown that may be it or another one: a person has to look.</summary>
    Ambiguous,

    /// <summary>It is not shown, and a later stage is: Feishu takes it no more.</summary>
    TooLate,

    /// <summary>It is not shown, and the order is completed or terminated: Feishu takes nothing more.</summary>
    Closed,
}
