using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Teams;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>
/// Pure: what a LiteLLMTeam sends to LiteLLM. A team is closed: every grant and every limit is said, because LiteLLM keeps what an update
/// does not name, and an empty list of models or agents would mean all of them.
/// </summary>
internal static class TeamRenderer
{
    public static RenderResult<TeamDesired> Render(LiteLLMTeam resource, RenderContext context)
    {
        var spec = resource.Spec;
        var bag = spec.Params ?? [];
        if (TeamParams.Refuse(bag) is { } refusal)
        {
            return RenderResult<TeamDesired>.Failed(ConditionReasons.InvalidConfig, refusal);
        }

        var filled = SecretBags.Fill(spec.Secrets, context.Secrets, ("spec.params", bag));
        if (filled.Failure is { } failure)
        {
            return RenderResult<TeamDesired>.Failed(failure.Reason, failure.Message);
        }

        var name = resource.Metadata.Name;
        var references = TeamReferences.Of(spec);
        var unfilled = Body(name, spec, bag, references, context.References);
        var (fields, grants, metadata) = Body(name, spec, filled.Filled[0], references, context.References);
        if (TooOld(context.Connection, fields, grants) is { } tooOld)
        {
            return RenderResult<TeamDesired>.Failed(ConditionReasons.LiteLLMTooOld, tooOld);
        }

        var hash = ContentHash.Of(new JsonObject { ["fields"] = unfilled.Fields, [TeamFields.Grants] = unfilled.Grants, [TeamFields.Metadata] = unfilled.Metadata });
        var desired = new TeamDesired(name, fields, grants, metadata, TeamParams.Declared(bag), hash) { Secret = IgnorePaths.Parse(TeamParams.Secret(bag)) };
        return RenderResult<TeamDesired>.Of(desired) with { Notices = [.. TeamParams.Notices(spec), .. filled.Notices] };
    }

    /// <summary>The closed team without limits that stands in for a team <c>default</c> nobody declares.</summary>
    public static TeamDesired Implicit(string name)
    {
        var (fields, grants, metadata) = Body(name, new(), [], TeamReferences.Of(new()), ResolvedReferences.None);
        return new(name, fields, grants, metadata, [], ContentHash.Of(fields));
    }

    private static (JsonObject Fields, JsonObject Grants, JsonObject Metadata) Body(string name, TeamSpec spec, JsonObject bag, TeamReferences references, ResolvedReferences ids)
    {
        var permission = spec.Permission;
        var models = permission?.Models is null && permission?.ModelGroups is null ? null : NameSets.Of(permission.Models, permission.ModelGroups);
        var fields = new JsonObject
        {
            [TeamFields.Alias] = name,
            [TeamFields.MaxBudget] = spec.Budget?.Limit ?? bag[TeamFields.MaxBudget]?.DeepClone(),
            [TeamFields.BudgetDuration] = spec.Budget?.Period ?? bag[TeamFields.BudgetDuration]?.DeepClone(),
            [TeamFields.RpmLimit] = spec.RateLimits?.Rpm ?? bag[TeamFields.RpmLimit]?.DeepClone(),
            [TeamFields.TpmLimit] = spec.RateLimits?.Tpm ?? bag[TeamFields.TpmLimit]?.DeepClone(),
            [TeamFields.Models] = List(models, bag, TeamFields.Models, sentinel: TeamFields.NoModels),
            [TeamFields.AccessGroups] = List(Ids(references.AccessGroups), bag, TeamFields.AccessGroups),
        };
        foreach (var (limit, type) in new[] { (TeamFields.RpmLimit, TeamFields.RpmLimitType), (TeamFields.TpmLimit, TeamFields.TpmLimitType) })
        {
            if (fields[limit] is not null)
            {
                fields[type] = TeamFields.LimitType;
            }
        }

        var grants = new JsonObject
        {
            [TeamFields.McpServers] = List(Ids(references.McpServers), bag, TeamFields.McpServers),
            [TeamFields.McpGroups] = List(permission?.McpGroups, bag, TeamFields.McpGroups),
            [TeamFields.Agents] = List(Ids(references.Agents), bag, TeamFields.Agents, sentinel: TeamFields.NoAgents),
            [TeamFields.AgentGroups] = List(permission?.AgentGroups, bag, TeamFields.AgentGroups),
            [TeamFields.Toolsets] = List(Ids(references.Toolsets), bag, TeamFields.Toolsets),
        };
        Add(fields, TeamParams.Extras(bag));
        Add(grants, TeamParams.ExtraGrants(bag));
        var metadata = new JsonObject();
        Add(metadata, TeamParams.Metadata(bag));
        return (fields, grants, metadata);

        IEnumerable<string>? Ids(IReadOnlyList<Reference>? names) => names?.SelectMany(ids.Ids);
    }

    private static JsonArray List(IEnumerable<string>? granted, JsonObject bag, string key, string? sentinel = null)
    {
        var names = NameSets.Of(granted ?? TeamParams.List(bag, key));
        return NameSets.Array(names.Count == 0 && sentinel is not null ? [sentinel] : names);
    }

    private static void Add(JsonObject target, IEnumerable<KeyValuePair<string, JsonNode?>> entries)
    {
        foreach (var (key, value) in entries)
        {
            target[key] = value?.DeepClone();
        }
    }

    private static string? TooOld(ConnectionSnapshot connection, JsonObject fields, JsonObject grants)
    {
        var asked = new[] { (TeamFields.AccessGroups, fields[TeamFields.AccessGroups]), (TeamFields.Toolsets, grants[TeamFields.Toolsets]) }
            .Where(field => field.Item2 is JsonArray { Count: > 0 })
            .Select(field => field.Item1)
            .ToList();
        return asked.Count > 0 && connection.Version is { } version && !version.IsAtLeast(TeamFields.GroupsVersion)
            ? $"{string.Join(" and ", asked)} of a team need LiteLLM {TeamFields.GroupsVersion} or newer, this is {version}"
            : null;
    }
}
