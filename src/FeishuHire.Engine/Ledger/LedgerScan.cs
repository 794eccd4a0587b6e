using System.Collections.Generic;
using System.Text;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>Reads the ledger from end to end, order by order and in each by time, with no more in memory than one order; what
/// needs action the oldest first.</summary>
internal static class LedgerScan
{
    /// <summary>The stages that a query asks for.</summary>
    /// <param name="path">The ledger's file.</param>
    /// <param name="options">How it works.</param>
    /// <param name="keyTag">The hash key's tag.</param>
    /// <param name="query">Which stages.</param>
    public static IEnumerable<LedgerEntry> Read(string path, LedgerOptions options, uint keyTag, LedgerQuery query)
    {
        using SqliteConnection connection = LedgerFile.OpenToRead(path, options);
        using SqliteCommand command = Make(connection, query);
        using SqliteDataReader row = command.ExecuteReader();
        var order = new List<LedgerEntry>();
        while (row.Read())
        {
            LedgerEntry entry = EntryColumns.Read(row, keyTag);
            if (query.NeedsAction)
            {
                yield return entry;
                continue;
            }

            if (order.Count > 0 && (order[0].OrderId != entry.OrderId || order[0].Realm != entry.Realm))
            {
                foreach (LedgerEntry stage in Sorted(order))
                {
                    yield return stage;
                }

                order.Clear();
            }

            order.Add(entry);
        }

        foreach (LedgerEntry stage in Sorted(order))
        {
            yield return stage;
        }
    }

    /// <summary>The one realm of a ledger, by its entries, else by its runs; null where it holds none or several.</summary>
    public static string? SoleRealm(SqliteConnection connection)
    {
        return Sole("SELECT min(realm) FROM delivery", "SELECT max(realm) FROM delivery") is { Length: > 0 } delivered
            ? delivered
            : Sql.Text(connection, "SELECT min(realm) FROM delivery").Length > 0 ? null
            : Sole("SELECT min(realm) FROM run", "SELECT max(realm) FROM run") is { Length: > 0 } ran ? ran : null;

        string? Sole(string first, string last)
        {
            string realm = Sql.Text(connection, first);
            return realm == Sql.Text(connection, last) ? realm : null;
        }
    }

    private static List<LedgerEntry> Sorted(List<LedgerEntry> order)
    {
        order.Sort((left, right) => left.SentTime.CompareTo(right.SentTime));
        return order;
    }

    private static SqliteCommand Make(SqliteConnection connection, LedgerQuery query)
    {
        var text = new StringBuilder("SELECT ").Append(EntryColumns.List).Append(" FROM delivery WHERE 1=1");
        var values = new List<(string, object?)>();
        Add("realm=$realm", "$realm", query.Realm);
        Add("order_id=$order", "$order", query.OrderId);
        Add("stage_id=$stage", "$stage", query.StageId);
        Add("status=$status", "$status", (int?)query.Status);
        Add("changed_at>=$since", "$since", query.Since);
        Add("kind=$kind", "$kind", (int?)query.Kind);
        if (query.NeedsAction)
        {
            text.Append(" AND ").Append(OpenEntries.Unsettled).Append(" AND (status<>5 OR error_id IS NOT NULL)");
        }

        text.Append(query.NeedsAction ? " ORDER BY changed_at, realm, order_id, sent_time" : " ORDER BY realm, order_id");
        return Sql.Make(connection, text.ToString(), [.. values]);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                text.Append(" AND ").Append(condition);
                values.Add((name, value));
            }
        }
    }
}
