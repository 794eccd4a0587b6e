using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace FeishuHire.Sandbox;

/// <summary>Which part of the answer a batch_query asks for: page_size and page_token of its query string.</summary>
internal sealed class OrderPage
{
    private const int DefaultSize = 10;
    private const int LargestSize = 100;
    private const string TokenPrefix = "sandbox_page_";

    private readonly int _size;
    private readonly int _start;

    private OrderPage(int size, int start)
    {
        _size = size;
        _start = start;
    }

    /// <summary>Reads it; or says what is wrong with it.</summary>
    internal static (OrderPage? Page, Refusal? Refusal) Read(string query)
    {
        int size = DefaultSize;
        int start = 0;
        foreach (string pair in query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split(['='], 2);
            string value = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : string.Empty);
            switch (parts[0])
            {
                case "page_size" when !Number(value, out size) || size is < 1 or > LargestSize:
                    return (null, AssumedAnswers.QueryInvalid("page_size", "from 1 to 100"));
                case "page_token" when value.Length > 0:
                    if (!value.StartsWith(TokenPrefix, StringComparison.Ordinal) || !Number(value.Substring(TokenPrefix.Length), out start))
                    {
                        return (null, AssumedAnswers.QueryInvalid("page_token", "not a token of this call"));
                    }

                    break;
            }
        }

        return (new OrderPage(size, start), null);
    }

    internal IReadOnlyList<Order> Of(IReadOnlyList<Order> orders) => [.. orders.Skip(_start).Take(_size)];

    /// <summary>The token of the next page; null where there is none.</summary>
    internal string? NextToken(int count) =>
        _start + _size < count ? TokenPrefix + (_start + _size).ToString(CultureInfo.InvariantCulture) : null;

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
