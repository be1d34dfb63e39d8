using System.Text.Json.Nodes;
using Refit;

namespace Alitellm.LiteLLM;

/// <summary>
/// The admin routes of a LiteLLM proxy that the operator uses. Implementations are safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>
/// Every method throws <see cref="LiteLLMException"/> when LiteLLM refuses, fails or cannot be reached, and
/// <see cref="OperationCanceledException"/> only when the caller's token was cancelled. An HTTP <c>DELETE</c> answered with 404
/// counts as done. An id that is empty or would address another route is refused with <see cref="ArgumentException"/> before
/// anything is sent.
/// </para>
/// <para>
/// Free-form bodies are <see cref="JsonObject"/>: the text of a number reaches LiteLLM and comes back exactly as written.
/// No route of users, virtual keys or organisations appears here but the health probe of the calling key.
/// </para>
/// </remarks>
public interface ILiteLLMApi
{
    /// <summary>Version and database state of the proxy. Needs no key and sends none.</summary>
    [Get("/health/readiness")]
    Task<ReadinessInfo> GetReadinessAsync(CancellationToken cancellationToken);

    /// <summary>Proves that the key is accepted and reports the health of the logging callbacks. Changes nothing.</summary>
    [Post("/key/health")]
    Task<KeyHealth> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>One page of all stored model rows, without alias rows. <paramref name="page"/> starts at 1; <paramref name="size"/> has no upper bound.</summary>
    [Get("/v2/model/info")]
    Task<ModelPage> ListModelsAsync(int page, int size, CancellationToken cancellationToken);

    /// <summary>The row with this id, read from memory and then from the database; an empty page when there is none or while LiteLLM reloads.</summary>
    [Get("/v2/model/info")]
    Task<ModelPage> FindModelAsync([AliasAs("modelId")] string modelId, CancellationToken cancellationToken);

    /// <summary>All served models, alias rows included, or the one with this id (class <see cref="LiteLLMErrorClass.NotFound"/> when it is not served).</summary>
    [Get("/model/info")]
    Task<ServedModels> GetServedModelsAsync([AliasAs("litellm_model_id")] string? modelId, CancellationToken cancellationToken);

    /// <summary>The public names that callers of the proxy can use, aliases included.</summary>
    [Get("/v1/models")]
    Task<ModelNames> ListModelNamesAsync(CancellationToken cancellationToken);

    /// <summary>Stores a model row. The answer is encrypted in part and must not be compared with what was sent.</summary>
    [Post("/model/new")]
    Task<JsonObject> CreateModelAsync([Body] JsonObject model, CancellationToken cancellationToken);

    /// <summary>Merges into a model row; the body must carry <c>model_info.id</c>. The answer must not be compared with what was sent.</summary>
    [Patch("/model/{id}/update")]
    Task<JsonObject> UpdateModelAsync(string id, [Body] JsonObject patch, CancellationToken cancellationToken);

    /// <summary>Deletes a model row; class <see cref="LiteLLMErrorClass.NotFound"/> when there is none.</summary>
    [Post("/model/delete")]
    Task DeleteModelAsync([Body] DeleteModelRequest request, CancellationToken cancellationToken);

    /// <summary>Labels on models, each with the models that carry it (not the access group objects of <c>/v1/access_group</c>).</summary>
    [Get("/access_group/list")]
    Task<ModelAccessGroupList> ListModelAccessGroupsAsync(CancellationToken cancellationToken);

    /// <summary>Live router settings mixed with the stored ones.</summary>
    [Get("/router/settings")]
    Task<RouterSettings> GetRouterSettingsAsync(CancellationToken cancellationToken);

    /// <summary>The effective configuration, of which the router settings are used.</summary>
    [Get("/get/config/callbacks")]
    Task<ConfigCallbacks> GetConfigCallbacksAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the stored <c>router_settings</c> as a whole: read, merge, send everything.</summary>
    [Post("/config/update")]
    Task UpdateConfigAsync([Body] JsonObject config, CancellationToken cancellationToken);

    /// <summary>One page of teams, newest first; <paramref name="pageSize"/> at most 100. The alias filter matches parts of a name. Grants are not shown.</summary>
    [Get("/v2/team/list")]
    Task<TeamPage> ListTeamsAsync(
        int page,
        [AliasAs("page_size")] int pageSize,
        [AliasAs("team_alias")] string? teamAlias,
        CancellationToken cancellationToken);

    /// <summary>All teams with their model aliases; costs LiteLLM one query per team.</summary>
    [Get("/team/list")]
    Task<IReadOnlyList<JsonObject>> ListTeamsWithAliasesAsync(CancellationToken cancellationToken);

    /// <summary>One team with its grants (<c>object_permission</c>) expanded.</summary>
    [Get("/team/info")]
    Task<TeamInfo> GetTeamAsync([AliasAs("team_id")] string teamId, CancellationToken cancellationToken);

    /// <summary>Creates a team; a <c>team_id</c> in the body is honoured.</summary>
    [Post("/team/new")]
    Task<JsonObject> CreateTeamAsync([Body] JsonObject team, CancellationToken cancellationToken);

    /// <summary>Changes the sent fields of the team that <c>team_id</c> names. <c>metadata</c> is replaced as a whole.</summary>
    [Post("/team/update")]
    Task<JsonObject> UpdateTeamAsync([Body] JsonObject team, CancellationToken cancellationToken);

    /// <summary>Deletes all named teams or, when one of them is unknown, none (<see cref="LiteLLMErrorClass.NotFound"/>).</summary>
    [Post("/team/delete")]
    Task DeleteTeamsAsync([Body] DeleteTeamsRequest request, CancellationToken cancellationToken);

    /// <summary>All guardrails, those of the configuration file included, secrets masked.</summary>
    [Get("/v2/guardrails/list")]
    Task<GuardrailList> ListGuardrailsAsync(CancellationToken cancellationToken);

    /// <summary>One stored guardrail, secrets masked.</summary>
    [Get("/guardrails/{id}")]
    Task<JsonObject> GetGuardrailAsync(string id, CancellationToken cancellationToken);

    /// <summary>Creates a guardrail from <c>{"guardrail": …}</c>. The answer holds secrets in clear and the minted id, flat or wrapped.</summary>
    [Post("/guardrails")]
    Task<JsonObject> CreateGuardrailAsync([Body] JsonObject guardrail, CancellationToken cancellationToken);

    /// <summary>Replaces a guardrail by <c>{"guardrail": …}</c>. The answer holds secrets in clear.</summary>
    [Put("/guardrails/{id}")]
    Task<JsonObject> ReplaceGuardrailAsync(string id, [Body] JsonObject guardrail, CancellationToken cancellationToken);

    /// <summary>Merges into a guardrail (no wrapper); an explicit null clears a parameter. The answer holds secrets in clear.</summary>
    [Patch("/guardrails/{id}")]
    Task<JsonObject> UpdateGuardrailAsync(string id, [Body] JsonObject patch, CancellationToken cancellationToken);

    /// <summary>Deletes a guardrail.</summary>
    [Delete("/guardrails/{id}")]
    Task DeleteGuardrailAsync(string id, CancellationToken cancellationToken);

    /// <summary>All MCP servers, from memory. (There is no method by id: that route dials the server.)</summary>
    [Get("/v1/mcp/server")]
    Task<IReadOnlyList<JsonObject>> ListMcpServersAsync(CancellationToken cancellationToken);

    /// <summary>Registers an MCP server; <c>server_id</c> is honoured.</summary>
    [Post("/v1/mcp/server")]
    Task<JsonObject> CreateMcpServerAsync([Body] JsonObject server, CancellationToken cancellationToken);

    /// <summary>Writes the MCP server that <c>server_id</c> names. Some omitted fields are kept and some reset: send the full object.</summary>
    [Put("/v1/mcp/server")]
    Task<JsonObject> UpdateMcpServerAsync([Body] JsonObject server, CancellationToken cancellationToken);

    /// <summary>Deletes an MCP server.</summary>
    [Delete("/v1/mcp/server/{id}")]
    Task DeleteMcpServerAsync(string id, CancellationToken cancellationToken);

    /// <summary>The group labels in use on MCP servers.</summary>
    [Get("/v1/mcp/access_groups")]
    Task<McpAccessGroups> ListMcpAccessGroupsAsync(CancellationToken cancellationToken);

    /// <summary>All toolsets. LiteLLM before 1.93 has no such route (<see cref="LiteLLMException.RouteMissing"/>).</summary>
    [Get("/v1/mcp/toolset")]
    Task<IReadOnlyList<JsonObject>> ListToolsetsAsync(CancellationToken cancellationToken);

    /// <summary>Creates a toolset; its id is minted by LiteLLM, its name is unique.</summary>
    [Post("/v1/mcp/toolset")]
    Task<JsonObject> CreateToolsetAsync([Body] JsonObject toolset, CancellationToken cancellationToken);

    /// <summary>Writes the toolset that <c>toolset_id</c> names.</summary>
    [Put("/v1/mcp/toolset")]
    Task<JsonObject> UpdateToolsetAsync([Body] JsonObject toolset, CancellationToken cancellationToken);

    /// <summary>Deletes a toolset. LiteLLM answers 500 when it is already gone: confirm by the list.</summary>
    [Delete("/v1/mcp/toolset/{id}")]
    Task DeleteToolsetAsync(string id, CancellationToken cancellationToken);

    /// <summary>All A2A agents, without the health check that would dial each of them.</summary>
    [Get("/v1/agents?health_check=false")]
    Task<IReadOnlyList<JsonObject>> ListAgentsAsync(CancellationToken cancellationToken);

    /// <summary>One agent by id.</summary>
    [Get("/v1/agents/{id}")]
    Task<JsonObject> GetAgentAsync(string id, CancellationToken cancellationToken);

    /// <summary>Registers an agent; its id is minted by LiteLLM, its name is unique.</summary>
    [Post("/v1/agents")]
    Task<JsonObject> CreateAgentAsync([Body] JsonObject agent, CancellationToken cancellationToken);

    /// <summary>Replaces an agent.</summary>
    [Put("/v1/agents/{id}")]
    Task<JsonObject> ReplaceAgentAsync(string id, [Body] JsonObject agent, CancellationToken cancellationToken);

    /// <summary>Replaces each sent top-level part of an agent; an empty object is ignored.</summary>
    [Patch("/v1/agents/{id}")]
    Task<JsonObject> UpdateAgentAsync(string id, [Body] JsonObject patch, CancellationToken cancellationToken);

    /// <summary>Deletes an agent.</summary>
    [Delete("/v1/agents/{id}")]
    Task DeleteAgentAsync(string id, CancellationToken cancellationToken);

    /// <summary>All access groups, newest first.</summary>
    [Get("/v1/access_group")]
    Task<IReadOnlyList<JsonObject>> ListAccessGroupsAsync(CancellationToken cancellationToken);

    /// <summary>One access group by id.</summary>
    [Get("/v1/access_group/{id}")]
    Task<JsonObject> GetAccessGroupAsync(string id, CancellationToken cancellationToken);

    /// <summary>Creates an access group; its id is minted by LiteLLM, its name is unique.</summary>
    [Post("/v1/access_group")]
    Task<JsonObject> CreateAccessGroupAsync([Body] JsonObject group, CancellationToken cancellationToken);

    /// <summary>Merges the sent fields into an access group.</summary>
    [Put("/v1/access_group/{id}")]
    Task<JsonObject> UpdateAccessGroupAsync(string id, [Body] JsonObject group, CancellationToken cancellationToken);

    /// <summary>Deletes an access group.</summary>
    [Delete("/v1/access_group/{id}")]
    Task DeleteAccessGroupAsync(string id, CancellationToken cancellationToken);
}
