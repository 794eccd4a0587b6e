using System;

namespace FeishuHire.Engine.Files;

/// <summary>Ends the reading of a file from deep inside a reader that does not know the file's name; the reader's owner
/// turns it into the named error.</summary>
internal sealed class FileRefusal : Exception
{
    internal FileRefusal(string errorId, FileFault fault, long row = 0)
        : base(fault.Key)
    {
        ErrorId = errorId;
        Fault = fault;
        Row = row;
    }

    internal string ErrorId { get; }

    internal FileFault Fault { get; }

    internal long Row { get; }
}
