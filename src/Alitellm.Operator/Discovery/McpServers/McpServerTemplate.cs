using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.McpServerDiscoveries;

namespace Alitellm.Operator.Discovery.McpServers;

/// <summary>Pure: the spec of a generated LiteLLMMCPServer.</summary>
internal static class McpServerTemplate
{
    /// <summary>Placeholders in <c>params</c> stay as they are: the generated object fills them in, and follows the Secrets.</summary>
    public static JsonObject Of(McpServerDiscoverySpec spec, string url, string transport)
    {
        var child = new JsonObject
        {
            ["endpoint"] = url,
            ["transport"] = transport,
            ["params"] = spec.Params?.DeepClone() ?? new JsonObject(),
        };
        if (spec.Secrets is { Count: > 0 } secrets)
        {
            child["secrets"] = JsonSerializer.SerializeToNode(secrets, AlitellmJsonContext.Default.IListSecretBinding);
        }

        return child;
    }
}
