using Alitellm.Api.Common;

namespace Alitellm.Api.McpToolsets;

/// <summary>What LiteLLM should have for a toolset.</summary>
public sealed class McpToolsetSpec : RemoteSpec
{
    /// <summary>What the toolset is for.</summary>
    public string? Description { get; set; }

    /// <summary>The tools, server by server.</summary>
    public IList<McpToolSelection>? From { get; set; }
}
