using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources.Vertex;

/// <summary>Exchanges an assertion signed with a service account's key for an access token. Nothing is kept between passes.</summary>
internal sealed class GoogleTokens(SourceClient client, TimeProvider time)
{
    public const string Address = "https://oauth2.googleapis.com/token";

    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string Source = "vertex (token exchange)";
    private const int MaxErrorCode = 64;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);

    /// <exception cref="SourceException">There is no token.</exception>
    public async Task<string> GetAsync(VertexKey key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = Grant, ["assertion"] = Assertion(key) }),
        };
        var answer = await client.SendAsync(Source, request, cancellationToken);
        return answer.Status is >= 400 and < 500 and not (408 or 425 or 429) ? throw Refusal(answer) : answer.Json().Text("access_token");
    }

    private string Assertion(VertexKey key)
    {
        var now = time.GetUtcNow();
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" };
        var claims = new JsonObject
        {
            ["iss"] = key.ClientEmail,
            ["scope"] = Scope,
            ["aud"] = Address,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + s_lifetime).ToUnixTimeSeconds(),
        };
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(JsonObject json)
    {
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>Names the OAuth error code, which comes from a fixed list, and nothing else of the body.</summary>
    private static SourceException Refusal(SourceAnswer answer)
    {
        var code = ErrorCode(answer.Body.Span);
        return new(
            SourceFailure.AuthFailed,
            string.Create(CultureInfo.InvariantCulture, $"{Source} answered {answer.Status}{(code is null ? "" : $" ({code})")}: it refuses the credentials"));
    }

    private static string? ErrorCode(ReadOnlySpan<byte> body)
    {
        try
        {
            var answer = JsonElement.Parse(body);
            return answer.ValueKind == JsonValueKind.Object
                && answer.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.String
                && error.GetString() is { Length: > 0 and <= MaxErrorCode } code
                && code.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')
                    ? code
                    : null;
        }
        catch (JsonException)
        {
            // An error page instead of OAuth's JSON: the status has to do.
            return null;
        }
    }
}
