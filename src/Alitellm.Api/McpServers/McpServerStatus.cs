using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.McpServers;

/// <summary>What the operator found and did for an MCP server.</summary>
public sealed class McpServerStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public McpServerLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
