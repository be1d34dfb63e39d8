using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>OpenAI and what answers like it: KubeAI, vLLM, gateways.</summary>
/// <param name="root">The path before <c>/models</c>.</param>
public sealed class OpenAIProvider(string root = "/v1") : Provider
{
    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("Authorization") == $"Bearer {Key}";
    }

    private protected override Reply? Answer(WireRequest request)
    {
        return request is { Method: "GET" } && request.Path == $"{root}/models"
            ? Reply.Ok(new JsonObject
            {
                ["object"] = "list",
                ["data"] = List(Models, id => new JsonObject { ["id"] = id, ["object"] = "model", ["created"] = 1715367049, ["owned_by"] = "system" }),
            })
            : null;
    }
}
