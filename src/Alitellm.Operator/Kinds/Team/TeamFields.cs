using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>The fields of a team in LiteLLM, and what an empty one means there (contract §8).</summary>
internal static class TeamFields
{
    public const string Id = "team_id";
    public const string Alias = "team_alias";
    public const string Metadata = "metadata";
    public const string Grants = "object_permission";
    public const string Models = "models";
    public const string AccessGroups = "access_group_ids";
    public const string McpServers = "mcp_servers";
    public const string McpGroups = "mcp_access_groups";
    public const string Agents = "agents";
    public const string AgentGroups = "agent_access_groups";
    public const string Toolsets = "mcp_toolsets";
    public const string MaxBudget = "max_budget";
    public const string BudgetDuration = "budget_duration";
    public const string RpmLimit = "rpm_limit";
    public const string TpmLimit = "tpm_limit";
    public const string RpmLimitType = "rpm_limit_type";
    public const string TpmLimitType = "tpm_limit_type";
    public const string ModelAliases = "model_aliases";

    /// <summary>An empty list of models means every model; this name means none and shows in no catalogue.</summary>
    public const string NoModels = "no-default-models";

    /// <summary>An empty list of agents means every agent; no agent has this id.</summary>
    public const string NoAgents = "00000000-0000-0000-0000-000000000000";

    /// <summary>The only type of limit LiteLLM accepts beside the guaranteed one, which needs capacity it cannot know.</summary>
    public const string LimitType = "best_effort_throughput";

    /// <summary>The first LiteLLM with toolsets and unified access groups.</summary>
    public static readonly LiteLLMVersion GroupsVersion = LiteLLMVersion.Parse("1.93.0");

    /// <summary>Keys of spec.params that are the operator's, or are not managed: members and keys belong to people.</summary>
    public static readonly FrozenSet<string> Reserved = new[] { Id, Alias, RpmLimitType, TpmLimitType, "members_with_roles", "team_member_permissions" }.ToFrozenSet();

    /// <summary>The lists of the grants that every write sends.</summary>
    public static readonly IReadOnlyList<string> GrantLists = [McpServers, McpGroups, Agents, AgentGroups, Toolsets];

    /// <summary>Columns beside the modelled ones, and what clears them. Everything else ends up in the metadata or is dropped.</summary>
    public static readonly FrozenDictionary<string, Func<JsonNode?>> Columns = new Dictionary<string, Func<JsonNode?>>
    {
        ["soft_budget"] = () => null,
        ["organization_id"] = () => null,
        ["blocked"] = () => false,
        [ModelAliases] = () => new JsonObject(),
        ["router_settings"] = () => new JsonObject(),
    }.ToFrozenDictionary();

    /// <summary>Limits per model: LiteLLM keeps them in the metadata, and wipes the rest of it unless that is sent along.</summary>
    public static readonly IReadOnlyList<string> ModelLimits = ["model_rpm_limit", "model_tpm_limit"];

    /// <summary>No read shows them.</summary>
    public static readonly FrozenSet<string> WriteOnly =
        new[] { ModelAliases, RpmLimitType, TpmLimitType, "team_member_budget", "team_member_rpm_limit", "team_member_tpm_limit" }.ToFrozenSet();

    private static readonly FrozenSet<string> s_modelled =
        new[] { Alias, MaxBudget, BudgetDuration, RpmLimit, TpmLimit, Models, AccessGroups, Grants }.ToFrozenSet();

    /// <summary>Whether the field has a column of its own. An update with one that has none replaces the metadata.</summary>
    public static bool IsColumn(string key)
    {
        return s_modelled.Contains(key) || Columns.ContainsKey(key);
    }
}
