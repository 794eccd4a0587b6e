using FeishuHire.Bench.Shared;

namespace FeishuHire.Bench.Report;

/// <summary>What the server saw, in one line.</summary>
internal static class ServerWords
{
    public static string Of(ServerReport seen) =>
        $"server saw {seen.Calls} calls, {seen.Accepted} accepted, {seen.Throttled} answered 429, {seen.OrderBreaches} out of order, {seen.Duplicates} repeated; at most {seen.MaxInSecond} in a second, {seen.MaxInMinute} in a minute, {seen.PeakInFlight} in flight; {seen.ConnectionsOpened} connections, {seen.PeakConnections} at once; {seen.TokenFetches} token fetches";
}
