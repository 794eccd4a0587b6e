namespace FeishuHire;

/// <summary>Where a background-check order stands; the numbers are order_status of batch_query. A number that this module
/// does not know stays as it is.</summary>
public enum BgCheckOrderStatus
{
    /// <summary>已安排: the check is under way.</summary>
    Arranged = 2,

    /// <summary>已完成: the result is given; progress can no longer change.</summary>
    Completed = 3,

    /// <summary>已终止: ended without a result; progress can no longer change.</summary>
    Terminated = 4,

    /// <summary>审批中: the result waits for the administrator's approval.</summary>
    Approving = 5,

    /// <summary>审批已撤回: the approval was withdrawn.</summary>
    ApprovalWithdrawn = 6,

    /// <summary>审批通过: the result was approved.</summary>
    Approved = 8,

    /// <summary>审批未通过: the result was not approved; a new one can be given.</summary>
    ApprovalRejected = 9,
}
