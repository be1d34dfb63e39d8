using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>An Ollama server.</summary>
public sealed class OllamaProvider : Provider
{
    protected override string ItemsName => "models";

    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("Authorization") == $"Bearer {Key}";
    }

    private protected override Reply? Answer(WireRequest request)
    {
        return request is { Method: "GET", Path: "/api/tags" }
            ? Reply.Ok(new JsonObject
            {
                ["models"] = List(Models, id => new JsonObject
                {
                    ["name"] = id,
                    ["model"] = id,
                    ["size"] = 3338801804,
                    ["details"] = new JsonObject { ["format"] = "gguf", ["families"] = new JsonArray("gemma") },
                }),
            })
            : null;
    }
}
