using Alitellm.Api.AccessGroups;
using Alitellm.Api.Agents;
using Alitellm.Api.Aliases;
using Alitellm.Api.Connections;
using Alitellm.Api.GuardRails;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.McpServers;
using Alitellm.Api.McpToolsets;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using Alitellm.Api.Teams;

namespace Alitellm.Api;

/// <summary>The kinds of this API.</summary>
public static class ApiKinds
{
    /// <summary>All eleven.</summary>
    public static IReadOnlyList<ApiKind> All { get; } =
    [
        new(LiteLLMConnection.KindName, LiteLLMConnection.Plural, LiteLLMConnection.ShortName, LiteLLMConnection.Finalizer, DeclaresEntry: false),
        new(LiteLLMModel.KindName, LiteLLMModel.Plural, LiteLLMModel.ShortName, LiteLLMModel.Finalizer, DeclaresEntry: true),
        new(LiteLLMModelAlias.KindName, LiteLLMModelAlias.Plural, LiteLLMModelAlias.ShortName, LiteLLMModelAlias.Finalizer, DeclaresEntry: true),
        new(
            LiteLLMModelDiscovery.KindName,
            LiteLLMModelDiscovery.Plural,
            LiteLLMModelDiscovery.ShortName,
            LiteLLMModelDiscovery.Finalizer,
            DeclaresEntry: false),
        new(LiteLLMTeam.KindName, LiteLLMTeam.Plural, LiteLLMTeam.ShortName, LiteLLMTeam.Finalizer, DeclaresEntry: true),
        new(LiteLLMGuardRail.KindName, LiteLLMGuardRail.Plural, LiteLLMGuardRail.ShortName, LiteLLMGuardRail.Finalizer, DeclaresEntry: true),
        new(LiteLLMMCPServer.KindName, LiteLLMMCPServer.Plural, LiteLLMMCPServer.ShortName, LiteLLMMCPServer.Finalizer, DeclaresEntry: true),
        new(
            LiteLLMMCPServerDiscovery.KindName,
            LiteLLMMCPServerDiscovery.Plural,
            LiteLLMMCPServerDiscovery.ShortName,
            LiteLLMMCPServerDiscovery.Finalizer,
            DeclaresEntry: false),
        new(LiteLLMMCPToolset.KindName, LiteLLMMCPToolset.Plural, LiteLLMMCPToolset.ShortName, LiteLLMMCPToolset.Finalizer, DeclaresEntry: true),
        new(LiteLLMA2AAgent.KindName, LiteLLMA2AAgent.Plural, LiteLLMA2AAgent.ShortName, LiteLLMA2AAgent.Finalizer, DeclaresEntry: true),
        new(LiteLLMAccessGroup.KindName, LiteLLMAccessGroup.Plural, LiteLLMAccessGroup.ShortName, LiteLLMAccessGroup.Finalizer, DeclaresEntry: true),
    ];
}
