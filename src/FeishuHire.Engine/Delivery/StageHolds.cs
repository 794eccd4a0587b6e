using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Which stage of an order keeps later ones from going out.</summary>
internal static class StageHolds
{
    /// <summary>The stage that a row has to wait for: the earliest that did not get there, is not later than the row, and can
    /// still be saved by repair or an answer.</summary>
    /// <param name="stages">The order's stages.</param>
    /// <param name="lastDelivered">The highest time that was given for a delivered one.</param>
    /// <param name="time">The row's time.</param>
    /// <param name="except">The row's own stage.</param>
    /// <param name="lane">Stages that wait in it come when it is their turn, whatever time they had before. A hold without a
    /// stage id lets the row of its own time pass, which resolves it.</param>
    /// <param name="holder">It.</param>
    internal static bool TryFind(StageTable stages, long lastDelivered, long time, ulong except, Lane lane, out StageRecord holder)
    {
        holder = default;
        bool found = false;
        for (int i = 0; i < stages.Count; i++)
        {
            ref StageRecord record = ref stages[i];
            if (record.Open is not null && record.Stage != except && record.SourceTime <= time && Holds(record, lastDelivered)
                && (record.SourceTime != time || record.Open.StageId.Length > 0)
                && (!found || record.SourceTime < holder.SourceTime) && (record.MayBeThere || !lane.Has(record.Stage)))
            {
                holder = record;
                found = true;
            }
        }

        return found;
    }

    /// <summary>What can never be saved does not hold: a stage before the last delivered one is lost, whatever is repaired. A
    /// time that could not be read may be any.</summary>
    private static bool Holds(in StageRecord record, long lastDelivered)
    {
        if (record.Has(StageFlags.Replayed))
        {
            return false;
        }

        bool mayStillGo = record.SourceTime == 0 || record.SourceTime >= lastDelivered;
        return record.Status switch
        {
            BgCheckDeliveryStatus.Uncertain or BgCheckDeliveryStatus.Sending => true,
            BgCheckDeliveryStatus.Held or BgCheckDeliveryStatus.Waiting => mayStillGo,
            BgCheckDeliveryStatus.Rejected or BgCheckDeliveryStatus.NotSent => record.Open!.ErrorId switch
            {
                null => false,

                // A mistyped id: behind the last delivered stage it may be a stage of its own.
                ErrorId.StageChanged or ErrorId.DuplicateStageId => record.SourceTime > lastDelivered,
                string id => mayStillGo && ErrorCatalogue.Get(id).Holds,
            },
            _ => false,
        };
    }
}
