using System.IO;
using System.Threading.Tasks;
using FeishuHire.Engine.Ledger;

namespace FeishuHire.Engine.Connection;

/// <summary>Opens a connection's ledger beside its token: what is wrong with the place is known before any call, a ledger
/// that is there opens while the token is fetched, and one that is missing is made only once the credentials are proved.</summary>
internal sealed class LedgerConnector
{
    private readonly ConnectionOptions _options;
    private readonly string _realm;
    private readonly LedgerLocation? _place;
    private readonly Task<IDeliveryLedger>? _early;

    /// <summary>Finds the place, and begins to open what is there.</summary>
    /// <exception cref="FeishuHireException">LedgerPathNotAllowed or LedgerNotFound.</exception>
    internal LedgerConnector(ConnectionOptions options, string realm)
    {
        _options = options;
        _realm = realm;
        if (options.NoLedger)
        {
            if (options.LedgerPath is not null || options.NewLedger)
            {
                throw LedgerErrors.NotAllowed(options.LedgerPath ?? LedgerLocation.Resolve(null).Path, LedgerDetail.Contradiction);
            }

            return;
        }

        _place = LedgerLocation.Resolve(options.LedgerPath);
        if (File.Exists(_place.Path))
        {
            _early = Task.Run(Open);
        }
        else if (_place.Mode(options.NewLedger) == LedgerOpenMode.MustExist && !Directory.Exists(_place.Path))
        {
            throw LedgerErrors.NotFound(_place.Path);
        }
    }

    /// <summary>Waits for the ledger, or makes it.</summary>
    /// <exception cref="FeishuHireException">What <see cref="SqliteLedger.Open"/> says.</exception>
    internal Task<IDeliveryLedger> FinishAsync() => _early ?? Task.FromResult(Open());

    /// <summary>Closes what was opened for a connection that did not come about.</summary>
    internal static async Task AbandonAsync(LedgerConnector? opener)
    {
        if (opener?._early is not { } early)
        {
            return;
        }

        try
        {
            (await early.ConfigureAwait(false)).Dispose();
        }
        catch (FeishuHireException)
        {
            // The connection's own failure is told.
        }
    }

    private IDeliveryLedger Open() =>
        _place is null
            ? new MemoryLedger()
            : SqliteLedger.Open(_place.Path, _place.Mode(_options.NewLedger), _realm, new LedgerOptions { Clock = _options.Clock, CallTimeout = _options.Timeout });
}
