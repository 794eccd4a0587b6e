using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace FeishuHire.Sandbox;

/// <summary>The token endpoints of both kinds of app. They answer 200 whatever happens, and flat.</summary>
internal sealed class TokenEndpoints(SandboxCredentials credentials, string[] knownTenants, TokenStore tokens, Statistics figures)
{
    internal const string Internal = "/open-apis/auth/v3/tenant_access_token/internal";
    internal const string AppToken = "/open-apis/auth/v3/app_access_token";
    internal const string TenantToken = "/open-apis/auth/v3/tenant_access_token";
    internal const string TicketResend = "/open-apis/auth/v3/app_ticket/resend";

    private static readonly Answer InvalidParameter = Flat(10003, "invalid param");

    private string _ticket = credentials.AppTicket;

    /// <summary>The ticket that opens the store app now. Another one ends the one before.</summary>
    internal string AppTicket
    {
        get => System.Threading.Volatile.Read(ref _ticket);
        set => System.Threading.Volatile.Write(ref _ticket, value);
    }

    /// <summary>Answers a request to one of the four paths.</summary>
    internal Answer Handle(Incoming incoming)
    {
        figures.Count(incoming.Path switch
        {
            AppToken => Seen.AppTokenCall,
            TicketResend => Seen.TicketResendCall,
            _ => Seen.TenantTokenCall,
        });
        (JsonDocument? document, _, _) = incoming.Body is null ? (null, string.Empty, null) : BodyReader.Read(incoming.Body);
        using (document)
        {
            return document is null ? InvalidParameter : Judge(incoming.Path, document.RootElement);
        }
    }

    private Answer Judge(string path, JsonElement body) => path switch
    {
        Internal => OfCustomApp(body),
        AppToken => OfStoreApp(body),
        TenantToken => OfTenant(body),
        _ => StoreAppFault(body) ?? Flat(0, "ok"),
    };

    private Answer OfCustomApp(JsonElement body)
    {
        (string? id, string? secret) = (BodyReader.Text(body, "app_id"), BodyReader.Text(body, "app_secret"));
        if (id is null || secret is null || !Equal(id, credentials.AppId))
        {
            return InvalidParameter;
        }

        return Equal(secret, credentials.AppSecret)
            ? Issued("tenant_access_token", tokens.Issue(id, credentials.TenantKey))
            : Flat(10014, "app secret invalid");
    }

    private Answer OfStoreApp(JsonElement body)
    {
        if (StoreAppFault(body) is Answer fault)
        {
            return fault;
        }

        string? ticket = BodyReader.Text(body, "app_ticket");
        if (ticket is null)
        {
            return InvalidParameter;
        }

        return Equal(ticket, AppTicket)
            ? Issued("app_access_token", tokens.Issue(credentials.StoreAppId, null))
            : Flat(10012, "app ticket invalid");
    }

    private Answer OfTenant(JsonElement body)
    {
        (string? value, string? tenant) = (BodyReader.Text(body, "app_access_token"), BodyReader.Text(body, "tenant_key"));
        if (value is null || string.IsNullOrEmpty(tenant))
        {
            return InvalidParameter;
        }

        Token? app = tokens.Find(value);
        if (app is null || app.TenantKey is not null)
        {
            return Flat(AssumedAnswers.AppAccessTokenInvalid.Code, AssumedAnswers.AppAccessTokenInvalid.Msg);
        }

        return knownTenants.Length > 0 && Array.IndexOf(knownTenants, tenant) < 0
            ? InvalidParameter
            : Issued("tenant_access_token", tokens.Issue(app.AppId, tenant));
    }

    private Answer? StoreAppFault(JsonElement body)
    {
        (string? id, string? secret) = (BodyReader.Text(body, "app_id"), BodyReader.Text(body, "app_secret"));
        if (id is null || secret is null || !Equal(id, credentials.StoreAppId))
        {
            return InvalidParameter;
        }

        return Equal(secret, credentials.StoreAppSecret) ? null : Flat(10015, "app secret invalid");
    }

    private static bool Equal(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    private static Answer Issued(string name, (Token Token, int Expire) issued) => Flat(0, "ok", name, issued.Token.Value, issued.Expire);

    private static Answer Flat(int code, string msg, string? name = null, string? token = null, int expire = 0)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Refusal.Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("code", code);
            json.WriteString("msg", msg);
            if (name is not null)
            {
                json.WriteString(name, token);
                json.WriteNumber("expire", expire);
            }

            json.WriteEndObject();
        }

        return new Answer(200, Refusal.JsonType, Encoding.UTF8.GetString(stream.ToArray())) { Code = code, Msg = msg };
    }
}
