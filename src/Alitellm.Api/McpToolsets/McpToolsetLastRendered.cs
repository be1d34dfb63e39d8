using System.Text.Json.Serialization;
using Alitellm.Api.Common;

namespace Alitellm.Api.McpToolsets;

/// <summary>What was last written to LiteLLM for a toolset.</summary>
public sealed class McpToolsetLastRendered : LastRendered
{
    /// <summary>The toolset's id in LiteLLM.</summary>
    [JsonPropertyName("toolsetID")]
    public string? ToolsetID { get; set; }

    [JsonIgnore]
    public override string? RemoteId { get => ToolsetID; set => ToolsetID = value; }
}
