using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Connection;

/// <summary>tenant_access_tokens, cached per tenant and fetched one at a time.</summary>
public interface ITokenSource
{
    /// <summary>A token good for a call now.</summary>
    /// <param name="tenantKey">The tenant of the row; null where the connection fixes the tenant.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; a fetch that others wait for goes on.</param>
    /// <exception cref="FeishuHireException">No token can be had: CredentialRejected, AppTicketInvalid, ConnectionFailed and so on.</exception>
    Task<string> GetAsync(string? tenantKey, CancellationToken cancellationToken);

    /// <summary>Forgets a token that the server refused; one that has been renewed since stays.</summary>
    /// <param name="tenantKey">The tenant it was for.</param>
    /// <param name="token">The refused token.</param>
    void Drop(string? tenantKey, string token);
}
