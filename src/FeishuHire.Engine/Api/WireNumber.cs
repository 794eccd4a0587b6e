namespace FeishuHire.Engine.Api;

/// <summary>The numbers that the API has for roles and kinds of links; null where nothing is to be sent.</summary>
internal static class WireNumber
{
    internal static int? Role(string? role) => role switch
    {
        "Vendor" => 1,
        "Administrator" => 2,
        _ => null,
    };

    internal static int? UrlType(string? type) => type switch
    {
        "Download" => 1,
        "Preview" => 2,
        _ => null,
    };
}
