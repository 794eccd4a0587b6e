using System;
using System.Globalization;
using System.IO;
using System.Text;
using FeishuHire.Engine.Files;

namespace FeishuHire.Engine.Ledger;

/// <summary>The hash key's file: beside the ledger, its owner's only, 32 hexadecimal digits. Called under the database's
/// write lock, so that no two processes make a key.</summary>
internal static class HashKeyFile
{
    /// <summary>Where a ledger's key lies.</summary>
    /// <param name="ledgerPath">The ledger's file.</param>
    public static string PathFor(string ledgerPath) => ledgerPath + ".key";

    /// <summary>Reads the key.</summary>
    /// <param name="ledgerPath">The ledger's file.</param>
    /// <returns>Null where it is missing or is no key.</returns>
    /// <exception cref="FeishuHireException">LedgerUnusable: it is there and may not be read. LedgerBusy: another program holds
    /// it.</exception>
    public static HashKey? Read(string ledgerPath)
    {
        try
        {
            HashKey? key = Parse(File.ReadAllText(PathFor(ledgerPath)).Trim());

            // A key that was copied or restored may be open to all.
            FileSecurity.TryTakeBack(PathFor(ledgerPath));
            return key;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (FileErrors.IsHeld(failure))
        {
            throw LedgerErrors.From(failure, PathFor(ledgerPath));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LedgerErrors.Unusable(PathFor(ledgerPath), LedgerDetail.KeyNoAccess, failure);
        }
    }

    /// <summary>Makes a new key and writes it, durably, before anything is hashed with it.</summary>
    /// <param name="ledgerPath">The ledger's file.</param>
    public static HashKey Create(string ledgerPath)
    {
        byte[] key = HashKey.Generate();
        Write(ledgerPath, key);
        return new HashKey(key);
    }

    /// <summary>Puts a key in place of what is there, durably.</summary>
    /// <param name="ledgerPath">The ledger's file.</param>
    /// <param name="key">Its bytes.</param>
    public static void Write(string ledgerPath, byte[] key)
    {
        string path = PathFor(ledgerPath);
        string temporary = path + ".new";
        File.Delete(temporary);
        using (FileStream file = FileSecurity.CreateFile(temporary, FileReaders.Account, FileShare.None))
        {
            byte[] text = Encoding.ASCII.GetBytes(BitConverter.ToString(key).Replace("-", string.Empty) + "\n");
            file.Write(text, 0, text.Length);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        File.Move(temporary, path);
    }

    private static HashKey? Parse(string text)
    {
        if (text.Length != HashKey.Length * 2)
        {
            return null;
        }

        var key = new byte[HashKey.Length];
        for (int i = 0; i < key.Length; i++)
        {
            if (!byte.TryParse(text.Substring(i * 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key[i]))
            {
                return null;
            }
        }

        return new HashKey(key);
    }
}
