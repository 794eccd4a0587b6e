using System;
using System.Security.Cryptography;

namespace FeishuHire.Sandbox;

/// <summary>What opens a sandbox: well-known app ids, and secrets made by chance.</summary>
public sealed record SandboxCredentials
{
    /// <summary>The id of the custom app.</summary>
    public string AppId { get; init; } = "cli_sandbox";

    /// <summary>The custom app's secret.</summary>
    public string AppSecret { get; init; } = Chance.Text(16);

    /// <summary>The one tenant that the custom app belongs to.</summary>
    public string TenantKey { get; init; } = "sandbox_tenant";

    /// <summary>The id of the store app.</summary>
    public string StoreAppId { get; init; } = "cli_sandbox_store";

    /// <summary>The store app's secret.</summary>
    public string StoreAppSecret { get; init; } = Chance.Text(16);

    /// <summary>The store app's ticket, as the hourly push would bring it.</summary>
    public string AppTicket { get; init; } = Chance.Text(16);

    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => AppId + ", " + StoreAppId;
}

/// <summary>Text that nobody can guess.</summary>
internal static class Chance
{
    /// <summary>Lower-case hexadecimal digits.</summary>
    /// <param name="bytes">Half the number of digits.</param>
    internal static string Text(int bytes)
    {
        var data = new byte[bytes];
        using (var generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(data);
        }

        return BitConverter.ToString(data).Replace("-", string.Empty).ToLowerInvariant();
    }
}
