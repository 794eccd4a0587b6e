using System;
using System.Collections.Generic;

namespace FeishuHire.Files;

/// <summary>What an import tells beside its rows; called on the pipeline thread.</summary>
/// <param name="Verbose">Takes a sentence in the user's language.</param>
/// <param name="Warning">Takes a sentence that nobody should miss.</param>
/// <param name="Progress">Takes the share of the file that was read, 0 to 1.</param>
/// <param name="Titles">Takes the titles of the file's columns, by the API's field names; or null.</param>
internal sealed record ImportEvents(Action<string> Verbose, Action<string> Warning, Action<double> Progress, Action<IReadOnlyDictionary<string, string>>? Titles = null);
