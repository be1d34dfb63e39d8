using System.Text.Json.Serialization;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

/// <summary>What is read of a spec.</summary>
internal sealed class ToolHiveObjectSpec
{
    /// <summary>How the server itself is spoken to: stdio, sse or streamable-http. ToolHive's proxy in front of it speaks the same unless it is stdio.</summary>
    [JsonConverter(typeof(TextOrNothingConverter))]
    public string? Transport { get; set; }

    /// <summary>What the proxy in front of a stdio server speaks: sse or streamable-http.</summary>
    [JsonConverter(typeof(TextOrNothingConverter))]
    public string? ProxyMode { get; set; }
}
