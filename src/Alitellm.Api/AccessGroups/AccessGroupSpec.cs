using Alitellm.Api.Common;

namespace Alitellm.Api.AccessGroups;

/// <summary>What LiteLLM should have for an access group.</summary>
public sealed class AccessGroupSpec : RemoteSpec
{
    /// <summary>What the group is for.</summary>
    public string? Description { get; set; }

    /// <summary>Model names. Whether they exist is not checked.</summary>
    public IList<string>? Models { get; set; }

    /// <summary>Model access groups: the tags in info.access_groups of models. LiteLLM expands them.</summary>
    public IList<string>? ModelGroups { get; set; }

    /// <summary>Names of MCP servers. One LiteLLM does not know keeps the whole group from being written.</summary>
    public IList<string>? McpServers { get; set; }

    /// <summary>MCP access groups: every LiteLLMMCPServer of this namespace that carries one of these tags in params.mcp_access_groups.</summary>
    public IList<string>? McpServerGroups { get; set; }

    /// <summary>Names of agents. One LiteLLM does not know keeps the whole group from being written.</summary>
    public IList<string>? Agents { get; set; }

    /// <summary>Agent access groups: every LiteLLMA2AAgent of this namespace that carries one of these tags in params.agent_access_groups.</summary>
    public IList<string>? AgentGroups { get; set; }
}
