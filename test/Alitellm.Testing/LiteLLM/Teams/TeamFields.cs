using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The fields of a team request: their types, and where LiteLLM puts them.</summary>
internal static class TeamFields
{
    public const string MemberBudgetId = "team_member_budget_id";

    /// <summary>Refused without an enterprise licence, whatever their value.</summary>
    public static readonly string[] Licensed =
    [
        "guardrails", "policies", "tags", "prompts", "secret_manager_settings", "allowed_passthrough_routes", "team_member_key_duration",
    ];

    /// <summary>No columns of their own: they end up in <c>metadata</c>.</summary>
    public static readonly string[] InMetadata = ["model_rpm_limit", "model_tpm_limit", "rpm_limit_type", "tpm_limit_type"];

    public static readonly string[] MemberBudget = ["team_member_budget", "team_member_rpm_limit", "team_member_tpm_limit"];

    /// <summary>Columns that null clears.</summary>
    public static readonly string[] Clearable =
    [
        "max_budget", "soft_budget", "tpm_limit", "rpm_limit", "budget_duration", "team_alias", "organization_id",
    ];

    /// <summary>Columns that cannot be null.</summary>
    public static readonly string[] Required = ["metadata", "models", "access_group_ids", "router_settings", "blocked"];

    private static readonly string[] strings = ["team_id", "team_alias", "organization_id", "budget_duration", "rpm_limit_type", "tpm_limit_type"];

    private static readonly string[] numbers = ["max_budget", "soft_budget", "tpm_limit", "rpm_limit", .. MemberBudget];

    private static readonly string[] lists = ["models", "access_group_ids", "team_member_permissions"];

    private static readonly string[] objects = ["metadata", "router_settings", "object_permission", "model_aliases", "model_rpm_limit", "model_tpm_limit"];

    private static readonly string[] grants = ["mcp_servers", "mcp_access_groups", "vector_stores", "agents", "agent_access_groups"];

    private static readonly string[] laterGrants = ["models", "blocked_tools", "mcp_toolsets", "search_tools"];

    /// <summary>The columns of the grants' own table.</summary>
    public static IEnumerable<string> GrantLists(LiteLLMVersion version) => version.SynchronisesAccessGroups ? grants.Concat(laterGrants) : grants;

    /// <exception cref="ReplyException">422: a field has the wrong type, or on a create a list is null.</exception>
    public static void Check(JsonObject body, bool create)
    {
        foreach (var (field, value) in body)
        {
            if (Expected(field, value, create) is { } message)
            {
                throw new ReplyException(Errors.Invalid("type_error", message, value, "body", field));
            }
        }

        if (body["object_permission"] is JsonObject permission)
        {
            foreach (var (field, value) in permission)
            {
                if (grants.Concat(laterGrants).Contains(field) && value is not (null or JsonArray))
                {
                    throw new ReplyException(Errors.Invalid("list_type", "Input should be a valid list", value, "body", "object_permission", field));
                }
            }
        }
    }

    private static string? Expected(string field, JsonNode? value, bool create)
    {
        if (value is null)
        {
            return create && field == "models" ? "Input should be a valid list" : null;
        }

        var kind = value.GetValueKind();
        return field switch
        {
            _ when strings.Contains(field) && kind != JsonValueKind.String => "Input should be a valid string",
            _ when numbers.Contains(field) && kind != JsonValueKind.Number => "Input should be a valid number",
            _ when lists.Contains(field) && !(value is JsonArray items && items.All(Json.IsString)) => "Input should be a valid list",
            _ when objects.Contains(field) && kind != JsonValueKind.Object => "Input should be a valid dictionary",
            "blocked" when kind is not (JsonValueKind.True or JsonValueKind.False) => "Input should be a valid boolean",
            "members_with_roles" when kind != JsonValueKind.Array => "Input should be a valid list",
            _ => null,
        };
    }
}
