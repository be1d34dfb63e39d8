using System.Security.Cryptography;
using System.Text;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Authentication: which key a request carries, and what it may do.</summary>
internal sealed class KeyCheck(string masterKey, IEnumerable<string> virtualKeys)
{
    private const string Bearer = "Bearer ";

    private readonly HashSet<string> users = new(virtualKeys, StringComparer.Ordinal);

    public string MasterKey { get; set; } = masterKey;

    /// <summary>The refusal, or null when the request may proceed.</summary>
    public Reply? Refuse(WireRequest request, Route route)
    {
        if (route.Access == RouteAccess.Public)
        {
            return null;
        }

        var (key, malformed) = KeyOf(request);
        if (malformed)
        {
            return Denied("Malformed API Key passed in. Ensure Key has `Bearer ` prefix.");
        }

        if (key is null)
        {
            return Denied("No api key passed in.");
        }

        if (key == MasterKey)
        {
            return null;
        }

        if (!users.Contains(key))
        {
            return Unknown(key);
        }

        return route.Access switch
        {
            RouteAccess.AnyKey => null,
            RouteAccess.ModelWrite => Errors.Proxy(403, "{'error': 'User does not have permission to make this model call. Your role=internal_user'}"),
            _ => Denied("Only proxy admin can be used to generate, delete, update info for new keys/users/teams. "
                + $"Route={route.Template}. Your role=unknown. Your user_id=unknown"),
        };
    }

    private static (string? Key, bool Malformed) KeyOf(WireRequest request)
    {
        if ((request.Header("x-litellm-api-key") ?? request.Header("Authorization")) is { Length: > 0 } header)
        {
            return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? (header[Bearer.Length..], false) : (null, true);
        }

        return (request.Header("api-key") ?? request.Header("x-api-key"), false);
    }

    private static Reply Unknown(string key)
    {
        var masked = key.Length > 4 ? "sk-..." + key[^4..] : "sk-...";
        if (!key.StartsWith("sk-", StringComparison.Ordinal))
        {
            return Denied($"LiteLLM Virtual Key expected. Received={masked[3..]}, expected to start with 'sk-'.");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return Errors.Proxy(
            401,
            $"Authentication Error, Invalid proxy server token passed. Received API Key = {masked}, Key Hash (Token) ={hash}. "
                + "Unable to find token in cache or `LiteLLM_VerificationTokenTable`",
            "token_not_found_in_db",
            "key");
    }

    private static Reply Denied(string message) => Errors.Proxy(401, "Authentication Error, " + message);
}
