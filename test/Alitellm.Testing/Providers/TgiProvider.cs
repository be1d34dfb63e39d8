using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>A Text Generation Inference server: one model, the first of <see cref="Provider.Models"/>.</summary>
public sealed class TgiProvider : Provider
{
    protected override string ItemsName => "model_id";

    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("Authorization") == $"Bearer {Key}";
    }

    private protected override Reply? Answer(WireRequest request)
    {
        return request is { Method: "GET", Path: "/info" }
            ? Reply.Ok(new JsonObject { ["model_id"] = Models[0], ["model_sha"] = "fe4a4f0", ["max_concurrent_requests"] = 128, ["version"] = "3.3.4" })
            : null;
    }
}
