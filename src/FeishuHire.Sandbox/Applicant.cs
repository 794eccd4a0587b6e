using System.Globalization;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>The person of an order, invented: the same for the same id, plausible, and easy to search for where nothing of a
/// person may be.</summary>
internal sealed class Applicant
{
    private static readonly string[] Surnames = ["欧阳", "上官", "司马", "诸葛", "东方", "慕容"];
    private static readonly string[] GivenNames = ["沙舟", "试澜", "演宁", "练川", "拟岚", "排霁"];

    private readonly string _digits;
    private readonly int _number;

    private Applicant(string orderId)
    {
        uint sum = 17;
        foreach (char c in orderId)
        {
            sum = unchecked((sum * 31) + c);
        }

        _number = (int)(sum % 10_000_000);
        _digits = sum.ToString("D10", CultureInfo.InvariantCulture).Substring(2);
    }

    internal string ApplicationId => "70" + _digits + _digits + "1";

    private string Name => Pick(Surnames, 0) + Pick(GivenNames, 0);

    private string ContactName => Pick(Surnames, 3) + Pick(GivenNames, 2);

    internal static Applicant Of(string orderId) => new(orderId);

    /// <summary>Writes the personal members of an order.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        WritePerson(json, "candidate_info", Name, "139" + _digits, "candidate" + _digits + "@example.com");
        WritePerson(json, "contactor_info", ContactName, "138" + _digits, "contact" + _digits + "@example.com");
        json.WriteStartArray("custom_data_list");
        json.WriteStartObject();
        json.WriteString("key", "期望薪资");
        json.WriteString("value", (20_000 + (_number % 30_000)).ToString(CultureInfo.InvariantCulture) + " 元/月");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("remark", "请在下午联系" + Name);
    }

    private static void WritePerson(Utf8JsonWriter json, string member, string name, string mobile, string email)
    {
        json.WriteStartObject(member);
        json.WriteString("name", name);
        json.WriteString("mobile", mobile);
        json.WriteString("email", email);
        json.WriteEndObject();
    }

    private string Pick(string[] names, int offset) => names[(_number + offset) % names.Length];
}
