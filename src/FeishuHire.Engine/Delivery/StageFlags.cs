using System;

namespace FeishuHire.Engine.Delivery;

/// <summary>What else is known of a remembered stage.</summary>
[Flags]
internal enum StageFlags : byte
{
    None = 0,

    /// <summary>Its content hash is there to compare with.</summary>
    ContentKnown = 1,

    /// <summary>It failed in a way that repair can still save.</summary>
    Repairable = 2,

    /// <summary>Uncertain, and its one replay in a later run is done.</summary>
    Replayed = 4,

    /// <summary>It has an answer code.</summary>
    HasCode = 8,
}
