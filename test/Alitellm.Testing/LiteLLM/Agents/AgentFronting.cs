using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>How newer versions put themselves in front of an agent: parts of the stored card are their own, and gaps are filled.</summary>
internal static class AgentFronting
{
    public const string Interfaces = "supportedInterfaces";

    public static JsonObject Of(JsonObject card, string id, string name)
    {
        var fronted = (JsonObject)card.DeepClone();
        fronted.Remove("additionalInterfaces");
        fronted["protocolVersion"] = "1.0";
        fronted["capabilities"] = Json.IsTrue((card["capabilities"] as JsonObject)?["streaming"]) ? new JsonObject { ["streaming"] = true } : new JsonObject();
        fronted[Interfaces] = new JsonArray(new JsonObject { ["url"] = $"http://proxy/a2a/{id}", ["protocolBinding"] = "JSONRPC", ["protocolVersion"] = "1.0" });
        fronted["securitySchemes"] = new JsonObject { ["LiteLLMKey"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } };
        fronted["security"] = new JsonArray(new JsonObject { ["LiteLLMKey"] = new JsonArray() });
        Fill(fronted, "name", name);
        Fill(fronted, "version", "1.0.0");
        Fill(fronted, "skills", new JsonArray(new JsonObject { ["id"] = "chat", ["name"] = "Chat" }));
        Fill(fronted, "defaultInputModes", new JsonArray("text"));
        Fill(fronted, "defaultOutputModes", new JsonArray("text"));
        Fill(fronted, "provider", new JsonObject { ["organization"] = "LiteLLM Proxy", ["url"] = "http://proxy" });
        return fronted;
    }

    private static void Fill(JsonObject card, string key, JsonNode value)
    {
        if (card[key] is null or JsonArray { Count: 0 } or JsonObject { Count: 0 })
        {
            card[key] = value;
        }
    }
}
