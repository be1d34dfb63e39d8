using System.Text.Json.Nodes;

namespace Alitellm.Api.Tests.RealApi;

/// <summary>The smallest useful object of each kind.</summary>
internal static class Minimal
{
    public static JsonObject Manifest(string kind, string name) => new()
    {
        ["apiVersion"] = "litellm.ackstorm.ai/v1alpha1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = JsonNode.Parse(Spec(kind)),
    };

    private static string Spec(string kind) => kind switch
    {
        "LiteLLMConnection" => """{"endpoint":"http://litellm:4000","masterKeySecretRef":{"name":"s","key":"k"}}""",
        "LiteLLMModel" => """{"params":{"model":"openai/gpt-4o"}}""",
        "LiteLLMModelAlias" => """{"aliases":[{"name":"a","value":"b"}]}""",
        "LiteLLMModelDiscovery" => """{"type":"a2a","refresh":{"interval":"1m"}}""",
        "LiteLLMTeam" or "LiteLLMAccessGroup" or "LiteLLMMCPToolset" => "{}",
        "LiteLLMGuardRail" => """{"guardrailName":"g","provider":"p","mode":["pre_call"]}""",
        "LiteLLMMCPServer" => """{"endpoint":"http://mcp","transport":"http"}""",
        "LiteLLMMCPServerDiscovery" => """{"prefix":"p","type":"toolhive","toolhive":{"namespaces":["n"]},"refresh":{"interval":"1m"}}""",
        "LiteLLMA2AAgent" => """{"endpoint":"http://agent","agentCard":{}}""",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
