namespace FeishuHire.Sandbox;

/// <summary>Whether final results need the administrator's approval, and what he decides. An order that waits for it is shown
/// so once; the decision has been made when it is read again.</summary>
public enum SandboxApproval
{
    /// <summary>None is needed: a result completes its order.</summary>
    None,

    /// <summary>It is never given: the order stays 审批中.</summary>
    Pending,

    /// <summary>It is given: 审批中, then 审批通过.</summary>
    Approved,

    /// <summary>It is refused: 审批中, then 审批未通过.</summary>
    Rejected,

    /// <summary>It is withdrawn: 审批中, then 审批已撤回.</summary>
    Withdrawn,
}
