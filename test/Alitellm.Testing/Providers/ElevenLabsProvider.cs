using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>ElevenLabs: a bare list.</summary>
public sealed class ElevenLabsProvider : Provider
{
    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("xi-api-key") == Key;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        return request is { Method: "GET", Path: "/v1/models" }
            ? Reply.Ok(List(Models, id => new JsonObject { ["model_id"] = id, ["name"] = id.ToUpperInvariant(), ["can_do_text_to_speech"] = true }))
            : null;
    }

    private protected override JsonNode Empty()
    {
        return new JsonArray();
    }
}
