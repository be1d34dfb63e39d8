using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Tests.World;

/// <summary>Manifests.</summary>
internal static class Objects
{
    public const string ApiVersion = "litellm.ackstorm.ai/v1alpha1";

    public static JsonObject Secret(string name, string key, string value, string ns = "default")
    {
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["data"] = new JsonObject { [key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) },
        };
    }

    public static JsonObject Connection(string name = "default", string ns = "default", string endpoint = OperatorWorld.Endpoint, string spec = "{}")
    {
        var body = JsonNode.Parse(spec)!.AsObject();
        body["endpoint"] = endpoint;
        body["masterKeySecretRef"] = new JsonObject { ["name"] = "litellm", ["key"] = "master-key" };
        return Of("LiteLLMConnection", name, ns, body);
    }

    /// <param name="spec">The spec as JSON.</param>
    public static JsonObject Model(string name, string spec = """{"params":{"model":"openai/gpt-4o"}}""", string ns = "default")
    {
        return Of("LiteLLMModel", name, ns, JsonNode.Parse(spec)!.AsObject());
    }

    public static JsonObject Of(string kind, string name, string ns, JsonObject spec)
    {
        return new()
        {
            ["apiVersion"] = ApiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = spec,
        };
    }
}
