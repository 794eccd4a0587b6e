namespace FeishuHire.Engine.Files;

/// <summary>Who may read a file.</summary>
internal enum FileReaders
{
    /// <summary>The account that made it.</summary>
    Account,

    /// <summary>On Unix the account. On Windows whom the folder lets in, which an administrator sets: those who repair rows,
    /// and, for what has no content, whoever else works with the same ledger.</summary>
    AsTheFolder,
}
