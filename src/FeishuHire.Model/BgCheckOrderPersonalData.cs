using System.Collections.Generic;

namespace FeishuHire;

/// <summary>What Feishu shows of the person of an order. Prints nothing of it.</summary>
public sealed class BgCheckOrderPersonalData
{
    /// <summary>conclusion: the result of the last report.</summary>
    public string? Conclusion { get; init; }

    /// <summary>candidate_info.</summary>
    public BgCheckPerson? Candidate { get; init; }

    /// <summary>contactor_info: whom the provider may ask.</summary>
    public BgCheckPerson? Contact { get; init; }

    /// <summary>custom_data_list: the order form's own fields.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> CustomField { get; init; } = [];

    /// <summary>remark.</summary>
    public string? Remark { get; init; }
}

/// <summary>A person of an order. Mobile and e-mail come only where the app has scopes of their own for them. Prints nothing of it.</summary>
public sealed class BgCheckPerson
{
    /// <summary>name.</summary>
    public string? Name { get; init; }

    /// <summary>mobile.</summary>
    public string? Mobile { get; init; }

    /// <summary>email.</summary>
    public string? Email { get; init; }
}
