namespace FeishuHire.Errors;

/// <summary>How far a failure reaches.</summary>
public enum ErrorScope
{
    /// <summary>The row: the next one may succeed.</summary>
    Row,

    /// <summary>The tenant: none of its rows can succeed. Ends the run where the connection fixes the tenant.</summary>
    Tenant,

    /// <summary>The run: no later row can succeed.</summary>
    Run,
}
