namespace FeishuHire.Errors.Scrubbing;

/// <summary>A part of a text that repeats a private value.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
/// <param name="Mark">What is shown instead.</param>
internal readonly record struct Echo(int Start, int End, string Mark);
