using Alitellm.Api.Discoveries;
using Alitellm.Api.Schema;

namespace Alitellm.Api.McpServerDiscoveries;

/// <summary>Where MCP servers are discovered and what is generated for them.</summary>
public sealed class McpServerDiscoverySpec : DiscoverySpec
{
    /// <summary>The only kind of source: ToolHive's objects in this cluster.</summary>
    public const string ToolHiveType = "toolhive";

    /// <summary>The kind of source.</summary>
    [Required, AllowedValues(ToolHiveType)]
    public string Type { get; set; } = "";

    /// <summary>The first part of the generated servers' names, followed by a dash.</summary>
    [Required, MinLength(1), MaxLength(30), Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    public string Prefix { get; set; } = "";

    /// <summary>Which of ToolHive's objects are looked at.</summary>
    [Required]
    public ToolHiveSource Toolhive { get; set; } = new();
}
