using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FeishuHire.Engine.Ledger;

/// <summary>Statements that run once. All texts are constants of this folder; values go in as parameters.</summary>
internal static class Sql
{
    /// <summary>Runs statements.</summary>
    public static int Run(SqliteConnection connection, string text, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Make(connection, text, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs statements whose failure changes nothing.</summary>
    public static void TryRun(SqliteConnection connection, string text)
    {
        try
        {
            Run(connection, text);
        }
        catch (SqliteException)
        {
            // A rollback after SQLite has rolled back by itself, or a checkpoint that others keep from finishing.
        }
    }

    /// <summary>Asks for one number.</summary>
    public static long Number(SqliteConnection connection, string text, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Make(connection, text, values);
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    /// <summary>Asks for one text.</summary>
    public static string Text(SqliteConnection connection, string text)
    {
        using SqliteCommand command = Make(connection, text, []);
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? string.Empty;
    }

    /// <summary>Reads all rows of a query.</summary>
    public static List<T> Read<T>(SqliteConnection connection, string text, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Make(connection, text, values);
        using SqliteDataReader row = command.ExecuteReader();
        var all = new List<T>();
        while (row.Read())
        {
            all.Add(read(row));
        }

        return all;
    }

    /// <summary>Runs something with the write lock held: all of it, or nothing.</summary>
    public static T InTransaction<T>(SqliteConnection connection, Func<T> work)
    {
        Run(connection, "BEGIN IMMEDIATE");
        try
        {
            T result = work();
            Run(connection, "COMMIT");
            return result;
        }
        catch
        {
            TryRun(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Prepares a statement that runs often; its values go in by their place in the list.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string text, params string[] names)
    {
        SqliteCommand command = Make(connection, text);
        foreach (string name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    /// <summary>Makes a command with its values.</summary>
    public static SqliteCommand Make(SqliteConnection connection, string text, params (string Name, object? Value)[] values)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants, as the class says.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach ((string name, object? value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
