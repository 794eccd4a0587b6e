namespace FeishuHire.Values;

/// <summary>What a text has the shape of.</summary>
internal enum TimeShape
{
    /// <summary>Not of a time that this module reads.</summary>
    None,

    /// <summary>A date, with or without time of day and offset, that exists.</summary>
    Time,

    /// <summary>A date or time of day that does not exist, such as 30 February.</summary>
    Impossible,

    /// <summary>Day, month and year in an order that only a culture can tell.</summary>
    CultureNeeded,
}
