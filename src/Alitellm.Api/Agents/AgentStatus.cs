using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.Agents;

/// <summary>What the operator found and did for an agent.</summary>
public sealed class AgentStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public AgentLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
