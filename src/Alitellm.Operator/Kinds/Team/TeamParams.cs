using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api.Teams;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>Pure: what of spec.params counts. Where the spec models a field and sets it, the spec wins.</summary>
internal static class TeamParams
{
    /// <summary>What is wrong with the bag, as a sentence; null when nothing is.</summary>
    public static string? Refuse(JsonObject bag)
    {
        foreach (var key in new[] { TeamFields.Metadata, TeamFields.Grants })
        {
            if (bag[key] is not (null or JsonObject))
            {
                return $"spec.params.{key} must be an object";
            }
        }

        var lists = new[] { TeamFields.Models, TeamFields.AccessGroups }.Select(key => (Path: key, Value: bag[key]))
            .Concat(TeamFields.GrantLists.Select(key => (Path: $"{TeamFields.Grants}.{key}", Value: bag[TeamFields.Grants]?[key])));
        var wrong = lists.FirstOrDefault(list => list.Value is not null && !(list.Value is JsonArray items && items.All(IsText)));
        return wrong.Path is null ? null : $"spec.params.{wrong.Path} must be a list of strings";
    }

    /// <summary>Keys the bag has in vain.</summary>
    public static IEnumerable<Notice> Notices(TeamSpec spec)
    {
        var bag = spec.Params ?? [];
        foreach (var key in bag.Select(entry => entry.Key).Where(TeamFields.Reserved.Contains))
        {
            yield return Overridden($"spec.params.{key} is the operator's or not managed, and was left out");
        }

        if (bag[TeamFields.Metadata] is JsonObject metadata && metadata.ContainsKey(Marker.Key))
        {
            yield return Overridden($"spec.params.{TeamFields.Metadata}.{Marker.Key} is the operator's and was left out");
        }

        foreach (var (key, field) in Modelled(spec).Where(entry => Find(bag, entry.Key) is not null))
        {
            yield return Overridden($"spec.params.{key} does not count beside {field}");
        }
    }

    /// <summary>The paths of everything the bag adds to the modelled fields.</summary>
    public static IReadOnlyList<string> Declared(JsonObject bag)
    {
        return Paths(Extras(bag), ExtraGrants(bag), Metadata(bag));
    }

    /// <summary>The paths of everything in the bag that has a placeholder.</summary>
    public static IReadOnlyList<string> Secret(JsonObject bag)
    {
        var grants = bag[TeamFields.Grants] as JsonObject ?? [];
        return Paths(bag.Where(HasPlaceholder), grants.Where(HasPlaceholder), Metadata(bag).Where(HasPlaceholder));
    }

    /// <summary>Fields the spec does not model. Null says nothing, except of columns that may be null.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Extras(JsonObject bag)
    {
        return bag.Where(entry => !TeamFields.Reserved.Contains(entry.Key) && entry.Key != TeamFields.Metadata
            && (TeamFields.Columns.TryGetValue(entry.Key, out var clear) ? entry.Value is not null || clear() is null : entry.Value is not null && !TeamFields.IsColumn(entry.Key)));
    }

    /// <summary>Grants the spec does not model.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> ExtraGrants(JsonObject bag)
    {
        return (bag[TeamFields.Grants] as JsonObject ?? []).Where(entry => entry.Value is not null && !TeamFields.GrantLists.Contains(entry.Key));
    }

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Metadata(JsonObject bag)
    {
        return (bag[TeamFields.Metadata] as JsonObject ?? []).Where(entry => entry.Key != Marker.Key);
    }

    /// <summary>A list of the bag; null where it has none.</summary>
    public static IReadOnlyList<string>? List(JsonObject bag, string key)
    {
        return Find(bag, key) is JsonArray items ? [.. items.Select(item => item!.GetValue<string>())] : null;
    }

    /// <summary>The modelled fields the spec sets, with the key each has in the bag.</summary>
    private static IEnumerable<(string Key, string Field)> Modelled(TeamSpec spec)
    {
        var grants = spec.Permission;
        (string Key, string Field, bool IsSet)[] fields =
        [
            (TeamFields.MaxBudget, "spec.budget.limit", spec.Budget?.Limit is not null),
            (TeamFields.BudgetDuration, "spec.budget.period", spec.Budget?.Period is not null),
            (TeamFields.RpmLimit, "spec.rateLimits.rpm", spec.RateLimits?.Rpm is not null),
            (TeamFields.TpmLimit, "spec.rateLimits.tpm", spec.RateLimits?.Tpm is not null),
            (TeamFields.Models, "spec.permission.models and modelGroups", (grants?.Models ?? grants?.ModelGroups) is not null),
            (TeamFields.AccessGroups, "spec.accessGroups", (spec.AccessGroups ?? grants?.AccessGroups) is not null),
            (TeamFields.McpServers, "spec.permission.mcpServers", grants?.McpServers is not null),
            (TeamFields.McpGroups, "spec.permission.mcpGroups", grants?.McpGroups is not null),
            (TeamFields.Agents, "spec.permission.agents", grants?.Agents is not null),
            (TeamFields.AgentGroups, "spec.permission.agentGroups", grants?.AgentGroups is not null),
            (TeamFields.Toolsets, "spec.permission.mcpToolsets", grants?.McpToolsets is not null),
        ];
        return fields.Where(field => field.IsSet).Select(field => (field.Key, field.Field));
    }

    private static JsonNode? Find(JsonObject bag, string key)
    {
        return TeamFields.GrantLists.Contains(key) ? bag[TeamFields.Grants]?[key] : bag[key];
    }

    private static IReadOnlyList<string> Paths(
        IEnumerable<KeyValuePair<string, JsonNode?>> fields,
        IEnumerable<KeyValuePair<string, JsonNode?>> grants,
        IEnumerable<KeyValuePair<string, JsonNode?>> metadata)
    {
        var paths = fields.Select(entry => FieldPath.Root.Child(entry.Key))
            .Concat(grants.Select(entry => FieldPath.Root.Child(TeamFields.Grants).Child(entry.Key)))
            .Concat(metadata.Select(entry => FieldPath.Root.Child(TeamFields.Metadata).Child(entry.Key)));
        return [.. paths.Select(path => path.ToString()).Order(StringComparer.Ordinal)];
    }

    private static bool HasPlaceholder(KeyValuePair<string, JsonNode?> entry)
    {
        return entry.Key is not (TeamFields.Metadata or TeamFields.Grants) && Placeholders.Used(new JsonObject { ["value"] = entry.Value?.DeepClone() }).Count > 0;
    }

    private static bool IsText(JsonNode? item)
    {
        return item is JsonValue value && value.GetValueKind() == JsonValueKind.String;
    }

    private static Notice Overridden(string text)
    {
        return new("ProjectionOverride", text, IsWarning: true);
    }
}
