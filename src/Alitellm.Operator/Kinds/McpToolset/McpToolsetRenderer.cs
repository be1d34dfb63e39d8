using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.McpServers;
using Alitellm.Api.McpToolsets;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.McpToolset;

/// <summary>Pure: what a LiteLLMMCPToolset sends to LiteLLM.</summary>
internal static class McpToolsetRenderer
{
    public static RenderResult<McpToolsetDesired> Render(LiteLLMMCPToolset resource, RenderContext context)
    {
        var tools = new JsonArray();
        var seen = new HashSet<(string, string)>();
        foreach (var selection in resource.Spec.From ?? [])
        {
            // A server nobody knows may be the id of one: it is sent as it stands and grants nothing until it exists.
            var server = context.References.Ids(ReferenceTo(selection.Server)).FirstOrDefault(selection.Server);
            foreach (var tool in (selection.Tools ?? []).Where(tool => tool.Length > 0 && seen.Add((server, tool))))
            {
                tools.Add((JsonNode)new JsonObject { ["server_id"] = server, ["tool_name"] = tool });
            }
        }

        // LiteLLM keeps what an update leaves out: text and list are always sent.
        var body = new JsonObject { ["toolset_name"] = resource.Metadata.Name, ["description"] = resource.Spec.Description ?? "", ["tools"] = tools };
        return RenderResult<McpToolsetDesired>.Of(new(resource.Metadata.Name, body, ContentHash.Of(body)));
    }

    public static Reference ReferenceTo(string server)
    {
        return new(LiteLLMMCPServer.KindName, server, ConditionReasons.MCPServerNotFound) { IsOptional = true };
    }
}
