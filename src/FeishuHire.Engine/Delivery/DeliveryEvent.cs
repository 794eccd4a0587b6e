using System.Collections.Generic;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Delivery;

/// <summary>Something that a run has to say; written by the pipeline thread.</summary>
public abstract record DeliveryEvent;

/// <summary>A stage is settled without an error.</summary>
/// <param name="Delivery">Delivered, AlreadyDelivered or RefusedBefore.</param>
/// <param name="Row">The row behind it.</param>
public sealed record StageSettled(BgCheckDelivery Delivery, BgCheckProgress Row) : DeliveryEvent;

/// <summary>A row failed, or is held by one that did.</summary>
/// <param name="Row">The row, to be piped again.</param>
/// <param name="Error">What happened.</param>
public sealed record RowFailed(BgCheckProgress Row, BgCheckError Error) : DeliveryEvent;

/// <summary>A row goes out, or would, and somebody should look at it all the same.</summary>
/// <param name="Row">The row.</param>
/// <param name="ErrorId">The id of the rule that comes nearest.</param>
/// <param name="Field">The API's name of the field.</param>
/// <param name="Key">The text's key in RunTexts.</param>
/// <param name="Facts">What fills its placeholders.</param>
public sealed record RowDoubted(BgCheckProgress Row, string ErrorId, string Field, string Key, IReadOnlyList<string> Facts) : DeliveryEvent;

/// <summary>A rehearsal would send this update now.</summary>
/// <param name="Row">The row.</param>
public sealed record RowRehearsed(BgCheckProgress Row) : DeliveryEvent;

/// <summary>The run ends with a failure; the last event but notes and rows not tried.</summary>
/// <param name="Error">What happened.</param>
/// <param name="Row">The row that it happened to, which is told nowhere else; null where there is none.</param>
public sealed record RunFailed(BgCheckError Error, BgCheckProgress? Row) : DeliveryEvent;

/// <summary>A row was not tried, because the run ended before.</summary>
/// <param name="Row">The row.</param>
public sealed record RowUnprocessed(BgCheckProgress Row) : DeliveryEvent;

/// <summary>Something to tell on the verbose or the warning stream.</summary>
/// <param name="IsWarning">Whether it is a warning.</param>
/// <param name="Key">The text's key in RunTexts.</param>
/// <param name="Facts">What fills its placeholders.</param>
public sealed record RunNote(bool IsWarning, string Key, IReadOnlyList<string> Facts) : DeliveryEvent;
