using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>An Azure OpenAI resource with its deployments. Versions of the API after the one that has the route do not know it.</summary>
public sealed class AzureOpenAIProvider : Provider
{
    /// <summary>Deployment → status, where it is not <c>succeeded</c>.</summary>
    public IDictionary<string, string> Statuses { get; } = new Dictionary<string, string>();

    private protected override bool IsAuthorized(WireRequest request)
    {
        return Key is null || request.Header("api-key") == Key;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        return request is { Method: "GET", Path: "/openai/deployments" } && Parameter(request, "api-version") == "2022-12-01"
            ? Reply.Ok(new JsonObject
            {
                ["object"] = "list",
                ["data"] = List(Models, id => new JsonObject
                {
                    ["id"] = id,
                    ["object"] = "deployment",
                    ["model"] = "gpt-4o",
                    ["status"] = Statuses.TryGetValue(id, out var status) ? status : "succeeded",
                }),
            })
            : null;
    }
}
