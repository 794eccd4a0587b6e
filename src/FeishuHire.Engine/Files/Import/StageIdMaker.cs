using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FeishuHire.Engine.Files.Import;

/// <summary>Makes a stage id from other fields of its row. The same values give the same id in every file, format, culture
/// and version, because a stage that came under another id would be sent again: so this recipe never changes.</summary>
internal static class StageIdMaker
{
    private const char Separator = '\u001F';
    private const int IdBytes = 16;

    /// <summary>The first 16 bytes, in hexadecimal, of the SHA-256 of the values in UTF-8, parted by U+001F; times count as
    /// Unix milliseconds.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fields">The fields to take, in order.</param>
    /// <returns>Null where one of them is empty: the rules then say that stage_id is missing.</returns>
    internal static string? Make(BgCheckProgress row, IReadOnlyList<ProgressField> fields)
    {
        var text = new StringBuilder();
        for (int i = 0; i < fields.Count; i++)
        {
            string? value = Value(row, fields[i]);
            if (string.IsNullOrEmpty(value))
            {
                return null;
            }

            text.Append(i == 0 ? string.Empty : Separator.ToString()).Append(value);
        }

        using SHA256 hash = SHA256.Create();
        byte[] bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()));
        return BitConverter.ToString(bytes, 0, IdBytes).Replace("-", string.Empty).ToLowerInvariant();
    }

    private static string? Value(BgCheckProgress row, ProgressField field) => field switch
    {
        ProgressField.BackgroundCheckId => row.BackgroundCheckId,
        ProgressField.StageName => row.StageName,
        ProgressField.StageEnName => row.StageEnName,
        ProgressField.StageTime => row.StageTime?.UnixMilliseconds.ToString(CultureInfo.InvariantCulture),
        ProgressField.Result => row.Result,
        ProgressField.OperatorRole => row.OperatorRole,
        ProgressField.TenantKey => row.TenantKey,
        _ => null,
    };
}
