using System.IO;
using System.Text;
using ExcelDataReader;
using FeishuHire.Bench.Shared;
using Sylvan.Data.Csv;

namespace FeishuHire.BenchPeers;

/// <summary>Readers of tables that touch every cell as text and make nothing of it.</summary>
internal static class RawReaders
{
    public static void Xlsx(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var section = new Section();
        using FileStream stream = File.OpenRead(file);
        using IExcelDataReader reader = ExcelReaderFactory.CreateReader(stream);
        int rows = 0;
        long characters = 0;
        while (reader.Read())
        {
            rows++;
            for (int i = 0; i < reader.FieldCount; i++)
            {
                characters += reader.GetValue(i)?.ToString()?.Length ?? 0;
            }
        }

        section.Print(rows - 1, characters > 0 ? 0 : 1);
    }

    public static void Csv(string file)
    {
        var section = new Section();
        using var reader = CsvDataReader.Create(file);
        int rows = 0;
        long characters = 0;
        while (reader.Read())
        {
            rows++;
            for (int i = 0; i < reader.RowFieldCount; i++)
            {
                characters += reader.GetString(i).Length;
            }
        }

        section.Print(rows, characters > 0 ? 0 : 1);
    }
}
