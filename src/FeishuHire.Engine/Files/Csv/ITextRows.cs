namespace FeishuHire.Engine.Files.Csv;

/// <summary>What only the records of a text have: their lines.</summary>
internal interface ITextRows : IRowSource
{
    /// <summary>Whether the record has line breaks inside quotes.</summary>
    bool SpansLines { get; }

    /// <summary>Whether the file ends with the record, without a line end behind it.</summary>
    bool EndsWithFile { get; }

    /// <summary>The lines of the record as they stand, without their ends; the first one only of a record that cannot be read.</summary>
    string[] Lines();

    /// <summary>Parts a line where the delimiter stands, whatever its quotes say.</summary>
    /// <param name="line">The line.</param>
    string[] Part(string line);

    /// <summary>Lets every line of the record count as a row, because that is what they are.</summary>
    void CountLines();
}
