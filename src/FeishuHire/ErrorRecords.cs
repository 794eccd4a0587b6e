using System;
using System.Management.Automation;
using FeishuHire.Errors;

namespace FeishuHire;

/// <summary>The one place that makes ErrorRecords: id, category, target and texts as the catalogue has them.</summary>
internal static class ErrorRecords
{
    internal static ErrorRecord Of(BgCheckError error, object? target) => Of(new FeishuHireException(error), target);

    internal static ErrorRecord Of(FeishuHireException exception, object? target)
    {
        ErrorEntry entry = ErrorCatalogue.Get(exception.ErrorId);
        ErrorCategory category = Enum.TryParse(entry.Category, out ErrorCategory known) ? known : ErrorCategory.NotSpecified;
        var record = new ErrorRecord(exception, entry.Id, category, target is BgCheckProgress update ? update.Shown : target);
#if NET8_0_OR_GREATER
        // ConciseView shows the recommended action by itself; Windows PowerShell 5.1 never does, and shows the exception's
        // message, which has the remedy in it.
        record.ErrorDetails = new ErrorDetails(ErrorText.Message(exception.Error, System.Globalization.CultureInfo.CurrentUICulture))
        {
            RecommendedAction = exception.Remedy,
        };
#endif
        return record;
    }
}
