using System.Collections.Frozen;
using Refit;

namespace Alitellm.LiteLLM;

/// <summary>The operation of each method of <see cref="ILiteLLMApi"/>, and how to find it from a request.</summary>
internal static class Operations
{
    private static readonly Operation _unknown = new("other");
    private static readonly HttpRequestOptionsKey<string> _method = new(HttpRequestMessageOptions.MethodName);
    private static readonly HttpRequestOptionsKey<string> _template = new(HttpRequestMessageOptions.RelativePathTemplate);

    public static FrozenDictionary<string, Operation> All { get; } = new Dictionary<string, Operation>
    {
        [nameof(ILiteLLMApi.GetReadinessAsync)] = new("readiness", Probe: true, Anonymous: true),
        [nameof(ILiteLLMApi.ProbeAsync)] = new("probe", Probe: true),
        [nameof(ILiteLLMApi.ListModelsAsync)] = new("model_list"),
        [nameof(ILiteLLMApi.FindModelAsync)] = new("model_info", RequiredQuery: "modelId"),
        [nameof(ILiteLLMApi.GetServedModelsAsync)] = new("model_served"),
        [nameof(ILiteLLMApi.ListModelNamesAsync)] = new("model_names"),
        [nameof(ILiteLLMApi.CreateModelAsync)] = new("model_new"),
        [nameof(ILiteLLMApi.UpdateModelAsync)] = new("model_update"),
        [nameof(ILiteLLMApi.DeleteModelAsync)] = new("model_delete"),
        [nameof(ILiteLLMApi.ListModelAccessGroupsAsync)] = new("model_access_group_list"),
        [nameof(ILiteLLMApi.GetRouterSettingsAsync)] = new("router_settings"),
        [nameof(ILiteLLMApi.GetConfigCallbacksAsync)] = new("alias_list"),
        [nameof(ILiteLLMApi.UpdateConfigAsync)] = new("alias_update"),
        [nameof(ILiteLLMApi.ListTeamsAsync)] = new("team_list"),
        [nameof(ILiteLLMApi.ListTeamsWithAliasesAsync)] = new("team_alias_list"),
        [nameof(ILiteLLMApi.GetTeamAsync)] = new("team_info", RequiredQuery: "team_id"),
        [nameof(ILiteLLMApi.CreateTeamAsync)] = new("team_new"),
        [nameof(ILiteLLMApi.UpdateTeamAsync)] = new("team_update"),
        [nameof(ILiteLLMApi.DeleteTeamsAsync)] = new("team_delete"),
        [nameof(ILiteLLMApi.ListGuardrailsAsync)] = new("guardrail_list"),
        [nameof(ILiteLLMApi.GetGuardrailAsync)] = new("guardrail_info"),
        [nameof(ILiteLLMApi.CreateGuardrailAsync)] = new("guardrail_new", MintedId: "guardrail_id"),
        [nameof(ILiteLLMApi.ReplaceGuardrailAsync)] = new("guardrail_replace"),
        [nameof(ILiteLLMApi.UpdateGuardrailAsync)] = new("guardrail_update"),
        [nameof(ILiteLLMApi.DeleteGuardrailAsync)] = new("guardrail_delete"),
        [nameof(ILiteLLMApi.ListMcpServersAsync)] = new("mcp_list"),
        [nameof(ILiteLLMApi.CreateMcpServerAsync)] = new("mcp_new"),
        [nameof(ILiteLLMApi.UpdateMcpServerAsync)] = new("mcp_update"),
        [nameof(ILiteLLMApi.DeleteMcpServerAsync)] = new("mcp_delete"),
        [nameof(ILiteLLMApi.ListMcpAccessGroupsAsync)] = new("mcp_access_group_list"),
        [nameof(ILiteLLMApi.ListToolsetsAsync)] = new("toolset_list"),
        [nameof(ILiteLLMApi.CreateToolsetAsync)] = new("toolset_new", MintedId: "toolset_id"),
        [nameof(ILiteLLMApi.UpdateToolsetAsync)] = new("toolset_update"),
        [nameof(ILiteLLMApi.DeleteToolsetAsync)] = new("toolset_delete"),
        [nameof(ILiteLLMApi.ListAgentsAsync)] = new("a2a_list"),
        [nameof(ILiteLLMApi.GetAgentAsync)] = new("a2a_info"),
        [nameof(ILiteLLMApi.CreateAgentAsync)] = new("a2a_new", MintedId: "agent_id"),
        [nameof(ILiteLLMApi.ReplaceAgentAsync)] = new("a2a_update"),
        [nameof(ILiteLLMApi.UpdateAgentAsync)] = new("a2a_patch"),
        [nameof(ILiteLLMApi.DeleteAgentAsync)] = new("a2a_delete"),
        [nameof(ILiteLLMApi.ListAccessGroupsAsync)] = new("access_group_list"),
        [nameof(ILiteLLMApi.GetAccessGroupAsync)] = new("access_group_info"),
        [nameof(ILiteLLMApi.CreateAccessGroupAsync)] = new("access_group_new", MintedId: "access_group_id"),
        [nameof(ILiteLLMApi.UpdateAccessGroupAsync)] = new("access_group_update"),
        [nameof(ILiteLLMApi.DeleteAccessGroupAsync)] = new("access_group_delete"),
    }.ToFrozenDictionary();

    public static Operation Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(_method, out var method) && All.TryGetValue(method, out var operation) ? operation : _unknown;

    /// <summary>The route with its placeholders and without its query, so that no id appears in an error text.</summary>
    public static string PathOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(_template, out var template) ? template.Split('?', 2)[0] : request.RequestUri?.AbsolutePath ?? "/";

    /// <summary>True when the call can change something in LiteLLM.</summary>
    public static bool Mutates(HttpRequestMessage request) =>
        request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && !Of(request).Probe;

    /// <summary>Whether LiteLLM did what was asked: an entry that a <c>DELETE</c> does not find is deleted.</summary>
    public static bool Succeeded(HttpRequestMessage request, HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode || (request.Method == HttpMethod.Delete && answer.StatusCode == System.Net.HttpStatusCode.NotFound);
}
