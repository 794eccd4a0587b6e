using System;
using System.Collections.Generic;
using System.Threading;
using FeishuHire.Columns;
using FeishuHire.Engine.Files.Titles;
using FeishuHire.Errors;
using FeishuHire.Text;
using FeishuHire.Values;

namespace FeishuHire.Engine.Files.Import;

/// <summary>A table from the vendor's own order numbers to order ids and, optionally, tenants. Its first column has the
/// title that the export's column of numbers has.</summary>
public sealed class OrderMap
{
    private readonly Dictionary<string, Entry> _orders = new(StringComparer.Ordinal);

    private OrderMap(string title)
    {
        ShownTitle = title;
        NumberTitle = ColumnMatcher.Normalize(title);
    }

    /// <summary>Orders in it.</summary>
    public int Count => _orders.Count;

    /// <summary>The title of the numbers, as the map has it.</summary>
    internal string ShownTitle { get; }

    /// <summary>The same in the form in which titles are compared.</summary>
    internal string NumberTitle { get; }

    /// <summary>Reads a map from a file of any kind that is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends a long read.</param>
    /// <exception cref="FeishuHireException">A file error; ColumnsNotFound; RowUnreadable.</exception>
    public static OrderMap Load(string path, CancellationToken cancellation)
    {
        using OpenTable table = OpenTable.Open(path, new TableOptions(), cancellation);
        return table.Guard(() =>
        {
            using IRowSource rows = table.Book.Open(0);
            SheetTitles titles = FindTitles(rows, path);
            var map = new OrderMap(titles.Titles[0]);
            int id = IdColumn(titles);
            int tenant = titles.ColumnOf(ProgressField.TenantKey);
            while (rows.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (rows.Fault is FileFault fault)
                {
                    throw new FileRefusal(ErrorId.RowUnreadable, fault, rows.Row);
                }

                map.Add(IdCell.Read(rows.Cell(0)), IdCell.Read(rows.Cell(id)), tenant < 0 ? null : TextCell.Read(rows.Cell(tenant)));
            }

            return map;
        });
    }

    /// <summary>Gives a row its order id, and its tenant where it has none.</summary>
    /// <param name="row">The row, without an order id.</param>
    /// <param name="number">The vendor's order number, or null.</param>
    internal void Apply(BgCheckProgress row, string? number)
    {
        if (number is null)
        {
            return; // Neither id nor number: the rules say that background_check_id is missing.
        }

        if (ErrorValue.Check(number, ColumnMatcher.ApiName(ProgressField.BackgroundCheckId)) is BgCheckViolation error)
        {
            row.AddReadViolation(error);
            return;
        }

        if (!_orders.TryGetValue(number, out Entry order) || order.IsContradictory || order.Id is null)
        {
            string key = order.IsContradictory ? FileFaultKey.NumberAmbiguous : FileFaultKey.NumberUnknown;
            row.AddReadViolation(RowFaults.Violation(ErrorId.InvalidField, ProgressField.BackgroundCheckId, new FileFault(key, "Number", IdText.Shown(number)!)));
            return;
        }

        row.BackgroundCheckId = order.Id;
        row.TenantKey ??= order.Tenant;
    }

    private static SheetTitles FindTitles(IRowSource rows, string path)
    {
        var rules = new TitleRules(new TableOptions());
        SheetTitles? best = null;
        for (int i = 0; i < TableLimits.TitleRows && rows.Read(); i++)
        {
            if (rows.Fault is null)
            {
                SheetTitles titles = rules.Read(rows);
                if (IdColumn(titles) > 0 && titles.Titles[0].Length > 0)
                {
                    return titles;
                }

                best = best is null || titles.Known > best.Known ? titles : best;
            }
        }

        BgCheckError error = TitleErrors.NotFound(path, best is null ? null : new SheetTitles(best.Row, best.Titles, best.Fields) { Known = best.Known, Missing = ["background_check_id"] }, ["background_check_id"], BgCheckDeliveryKind.Progress).Error;
        throw new FeishuHireException(error with
        {
            Violations = [Texts.OfArguments.Violation(error.Id, null, ArgumentKey.OrderMap)],
        });
    }

    /// <summary>The first column holds the vendor's numbers whatever its title, which may be one that is known, such as 背调单号.</summary>
    private static int IdColumn(SheetTitles titles) =>
        titles.Fields.Length == 0 ? -1 : Array.IndexOf(titles.Fields, ProgressField.BackgroundCheckId, 1);

    private void Add(string? number, string? id, string? tenant)
    {
        if (number is not null && (id is not null || tenant is not null))
        {
            var entry = new Entry(id, tenant, false);
            _orders[number] = _orders.TryGetValue(number, out Entry known) && known != entry ? entry with { IsContradictory = true } : entry;
        }
    }

    private readonly record struct Entry(string? Id, string? Tenant, bool IsContradictory);
}
