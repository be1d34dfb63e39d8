using Alitellm.Api.AccessGroups;
using Alitellm.Api.Agents;
using Alitellm.Api.Common;
using Alitellm.Api.McpServers;
using Alitellm.Api.McpToolsets;
using Alitellm.Api.Teams;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>What a team names by name and LiteLLM knows by id. Null where the spec leaves a grant unset.</summary>
internal sealed record TeamReferences(
    IReadOnlyList<Reference>? AccessGroups,
    IReadOnlyList<Reference>? McpServers,
    IReadOnlyList<Reference>? Agents,
    IReadOnlyList<Reference>? Toolsets)
{
    public static readonly IReadOnlyList<string> Kinds = [LiteLLMAccessGroup.KindName, LiteLLMMCPServer.KindName, LiteLLMA2AAgent.KindName, LiteLLMMCPToolset.KindName];

    public IEnumerable<Reference> All => new[] { AccessGroups, McpServers, Agents, Toolsets }.SelectMany(list => list ?? []);

    public static TeamReferences Of(TeamSpec spec)
    {
        var grants = spec.Permission;
        var groups = spec.AccessGroups is null && grants?.AccessGroups is null ? null : (spec.AccessGroups ?? []).Concat(grants?.AccessGroups ?? []);
        return new(
            To(LiteLLMAccessGroup.KindName, groups, ConditionReasons.AccessGroupNotFound),
            To(LiteLLMMCPServer.KindName, grants?.McpServers, ConditionReasons.MCPServerNotFound),
            To(LiteLLMA2AAgent.KindName, grants?.Agents, ConditionReasons.AgentNotFound),
            To(LiteLLMMCPToolset.KindName, grants?.McpToolsets, ConditionReasons.ToolsetNotFound));
    }

    private static List<Reference>? To(string kind, IEnumerable<string>? names, string missing)
    {
        return names is null ? null : [.. NameSets.Of(names).Select(name => new Reference(kind, name, missing))];
    }
}
