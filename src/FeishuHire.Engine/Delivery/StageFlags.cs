using System;

namespace FeishuHire.Engine.Delivery;

/// <summary>What else is known of a remembered stage.</summary>
[Flags]
internal enum StageFlags : byte
{
    None = 0,

    /// <summary>Its content hash is there to compare with.</summary>
    ContentKnown = 1,

    /// <summary>This run has changed its state.</summary>
    ThisRun = 2,

    /// <summary>Uncertain, and its one replay in a later run is done; or a row beside a delivered stage. It holds no longer.</summary>
    Replayed = 4,

    /// <summary>It has an answer code.</summary>
    HasCode = 8,

    /// <summary>This run has told that it was delivered or refused before: rows that say the same of it are not told again.</summary>
    Told = 16,

    /// <summary>Feishu itself has shown it.</summary>
    ReadBack = 32,
}
