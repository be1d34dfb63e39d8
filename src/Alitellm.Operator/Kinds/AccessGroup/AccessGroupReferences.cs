using Alitellm.Api.AccessGroups;
using Alitellm.Api.Agents;
using Alitellm.Api.Common;
using Alitellm.Api.McpServers;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.AccessGroup;

/// <summary>What an access group names by name or tag and LiteLLM knows by id.</summary>
internal sealed record AccessGroupReferences(IReadOnlyList<Reference> McpServers, IReadOnlyList<Reference> Agents)
{
    public static readonly IReadOnlyList<string> Kinds = [LiteLLMMCPServer.KindName, LiteLLMA2AAgent.KindName];

    public static AccessGroupReferences Of(AccessGroupSpec spec)
    {
        return new(
            To(LiteLLMMCPServer.KindName, spec.McpServers, spec.McpServerGroups, ConditionReasons.MCPServerNotFound),
            To(LiteLLMA2AAgent.KindName, spec.Agents, spec.AgentGroups, ConditionReasons.AgentNotFound));
    }

    private static List<Reference> To(string kind, IEnumerable<string>? names, IEnumerable<string>? tags, string missing)
    {
        return
        [
            .. NameSets.Of(names).Select(name => new Reference(kind, name, missing)),
            .. NameSets.Of(tags).Select(tag => new Reference(kind, tag, missing) { ByTag = true }),
        ];
    }
}
