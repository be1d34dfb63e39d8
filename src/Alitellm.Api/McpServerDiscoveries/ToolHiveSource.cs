using Alitellm.Api.Schema;

namespace Alitellm.Api.McpServerDiscoveries;

/// <summary>Which of ToolHive's objects are looked at.</summary>
public sealed class ToolHiveSource
{
    /// <summary>The namespaces; there is no wildcard. When two objects make one name, the alphabetically last namespace has it.</summary>
    [Required, MinItems(1), MinLength(1, OnItems = true)]
    public IList<string> Namespaces { get; set; } = [];

    /// <summary>The kinds; empty is all three.</summary>
    [SchemaDefault("""["MCPServer","VirtualMCPServer","MCPRemoteProxy"]""")]
    [AllowedValues(ToolHiveKinds.McpServer, ToolHiveKinds.VirtualMcpServer, ToolHiveKinds.McpRemoteProxy, OnItems = true)]
    public IList<string>? Kinds { get; set; }
}
