using System;

namespace FeishuHire.Values;

/// <summary>A date and time of day as read from a text, rounded to the millisecond, with the offset it names, if any.</summary>
internal readonly record struct WallTime(DateTime Clock, TimeSpan? Offset);
