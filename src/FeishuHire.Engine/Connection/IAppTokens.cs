using System;
using System.Threading;
using System.Threading.Tasks;

namespace FeishuHire.Engine.Connection;

/// <summary>A token source that belongs to a connection.</summary>
internal interface IAppTokens : ITokenSource, IDisposable
{
    /// <summary>Proves the credentials as far as they can be proved before a row names its tenant.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FeishuHireException">They do not hold.</exception>
    Task ProveAsync(CancellationToken cancellationToken);
}
