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

namespace Alitellm.Operator.Observability;

/// <summary>The label values a kind can produce: what is created at zero and what may be counted are one list.</summary>
/// <param name="Kind">Full kind name, the value of the <c>kind</c> label.</param>
/// <param name="DriftDomain">Value of the <c>domain</c> label; null for a kind that writes nothing to LiteLLM.</param>
/// <param name="DriftActions">The corrections the kind knows.</param>
internal sealed record KindLabels(string Kind, string? DriftDomain, IReadOnlyList<DriftAction> DriftActions)
{
    private static readonly DriftAction[] s_usual = [DriftAction.CreateMissing, DriftAction.UpdateDrifted, DriftAction.DeleteVanished];

    /// <summary>Every kind of the API group.</summary>
    public static IReadOnlyList<KindLabels> All { get; } =
    [
        new(LiteLLMConnection.KindName, null, []),
        new(LiteLLMModel.KindName, "model", [.. s_usual, DriftAction.DuplicatePruned]),
        new(LiteLLMModelAlias.KindName, "modelalias", s_usual),
        new(LiteLLMModelDiscovery.KindName, null, []),
        new(LiteLLMTeam.KindName, "team", s_usual),
        new(LiteLLMMCPServer.KindName, "mcp", s_usual),
        new(LiteLLMMCPServerDiscovery.KindName, null, []),
        new(LiteLLMMCPToolset.KindName, "mcptoolset", s_usual),
        new(LiteLLMA2AAgent.KindName, "a2a", [.. s_usual, DriftAction.AdoptedByName]),
        new(LiteLLMGuardRail.KindName, "guardrail", s_usual),
        new(LiteLLMAccessGroup.KindName, "accessgroup", s_usual),
    ];

    /// <exception cref="ArgumentException">The kind is not one of the API group.</exception>
    public static KindLabels Of(string kind) =>
        All.FirstOrDefault(labels => labels.Kind == kind) ?? throw new ArgumentException($"{kind} is not a kind of this operator", nameof(kind));
}
