namespace Alitellm.Api.Teams;

/// <summary>What a team may use. Names are resolved to LiteLLM's ids; a name LiteLLM does not know keeps the whole team from being written.</summary>
public sealed class TeamGrants
{
    /// <summary>Model names.</summary>
    public IList<string>? Models { get; set; }

    /// <summary>Model access groups: the tags in info.access_groups of models.</summary>
    public IList<string>? ModelGroups { get; set; }

    /// <summary>MCP server names.</summary>
    public IList<string>? McpServers { get; set; }

    /// <summary>MCP access groups: the tags in params.mcp_access_groups of MCP servers.</summary>
    public IList<string>? McpGroups { get; set; }

    /// <summary>Agent names.</summary>
    public IList<string>? Agents { get; set; }

    /// <summary>Agent access groups: the tags in params.agent_access_groups of agents.</summary>
    public IList<string>? AgentGroups { get; set; }

    /// <summary>Names of MCP toolsets. Needs LiteLLM 1.93.</summary>
    public IList<string>? McpToolsets { get; set; }

    /// <summary>Names of access groups, added to spec.accessGroups. Needs LiteLLM 1.93.</summary>
    public IList<string>? AccessGroups { get; set; }
}
