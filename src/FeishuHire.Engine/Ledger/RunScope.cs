namespace FeishuHire.Engine.Ledger;

/// <summary>Whose run it is: two runs of one scope on one ledger never work at the same time.</summary>
/// <param name="App">The app's id (cli_…); empty where the connection was given a token and knows no app.</param>
/// <param name="TenantKey">The tenant, where the connection fixes it. Null where rows carry it: such a run may touch any
/// tenant of the app and therefore excludes every other run of that app.</param>
public sealed record RunScope(string App, string? TenantKey);
