using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Where a paged list goes on: after a key, in the state of a version.</summary>
internal sealed record ContinueToken(long Version, string After)
{
    public string Encode() => Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["v"] = "meta.k8s.io/v1",
        ["rv"] = Version,
        ["start"] = After,
    }.ToJsonString())).TrimEnd('=');

    /// <exception cref="ApiStatusException">400 for a token that is none.</exception>
    public static ContinueToken Decode(string text)
    {
        try
        {
            var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
            var json = (JsonObject)JsonNode.Parse(Convert.FromBase64String(padded))!;
            return new ContinueToken((long)json["rv"]!, (string)json["start"]!);
        }
        catch (Exception e) when (e is FormatException or JsonException or NullReferenceException or InvalidCastException or InvalidOperationException)
        {
            throw ApiErrors.BadRequest($"invalid continue token: continue key is not valid: {e.Message}");
        }
    }
}
