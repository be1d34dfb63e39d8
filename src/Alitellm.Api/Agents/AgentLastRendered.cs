using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Agents;

/// <summary>What was last written to LiteLLM for an agent.</summary>
public sealed class AgentLastRendered : LastRendered
{
    /// <summary>The agent's id in LiteLLM.</summary>
    [JsonPropertyName("agentID")]
    public string? AgentID { get; set; }

    [JsonIgnore]
    public override string? RemoteId { get => AgentID; set => AgentID = value; }
}
