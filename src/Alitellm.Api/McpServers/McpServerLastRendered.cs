using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.McpServers;

/// <summary>What was last written to LiteLLM for an MCP server.</summary>
public sealed class McpServerLastRendered : LastRendered
{
    /// <summary>The server's id in LiteLLM.</summary>
    [JsonPropertyName("serverID")]
    public string? ServerID { get; set; }

    [JsonIgnore]
    public override string? RemoteId { get => ServerID; set => ServerID = value; }
}
