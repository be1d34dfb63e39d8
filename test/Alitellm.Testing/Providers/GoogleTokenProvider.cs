using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>Google's token endpoint: takes assertions of one service account and hands out tokens.</summary>
public sealed class GoogleTokenProvider(ServiceAccount account, TimeProvider time) : Provider
{
    public const string Host = "oauth2.googleapis.com";

    private int _issued;

    /// <summary>The token handed out last.</summary>
    public string Token => $"ya29.token-{_issued}";

    private protected override bool IsAuthorized(WireRequest request)
    {
        return true;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        if (request is not { Method: "POST", Path: "/token" })
        {
            return null;
        }

        var form = Encoding.UTF8.GetString(request.Body.Span).Split('&').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        if (form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer" || !IsValid(form["assertion"]))
        {
            return Reply.Json(400, new JsonObject { ["error"] = "invalid_grant", ["error_description"] = $"Invalid JWT: {form["assertion"]}" });
        }

        _issued++;
        return Reply.Ok(new JsonObject { ["access_token"] = Token, ["token_type"] = "Bearer", ["expires_in"] = 3599 });
    }

    private bool IsValid(string assertion)
    {
        var parts = assertion.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return account.Verifies(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
            && (string?)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!["alg"] == "RS256"
            && (string?)claims["iss"] == account.Email
            && (string?)claims["aud"] == $"https://{Host}/token"
            && (string?)claims["scope"] == "https://www.googleapis.com/auth/cloud-platform"
            && (long)claims["iat"]! <= now
            && (long)claims["exp"]! > now
            && (long)claims["exp"]! <= (long)claims["iat"]! + 3600;
    }
}
