using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.McpToolsets;

/// <summary>What the operator found and did for a toolset.</summary>
public sealed class McpToolsetStatus : RemoteStatus
{
    /// <summary>What was last written to LiteLLM.</summary>
    public McpToolsetLastRendered? LastRendered { get; set; }

    [JsonIgnore]
    public override LastRendered? CommonLastRendered => LastRendered;
}
