using System.Text.Json.Nodes;
using Alitellm.Api.Teams;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>Pure: the bodies of writes.</summary>
internal static class TeamBodies
{
    /// <param name="hasToolsets">Whether this LiteLLM has toolsets.</param>
    /// <param name="marker">Null where LiteLLM bears none.</param>
    public static JsonObject Create(TeamDesired desired, string id, bool hasToolsets, Marker? marker)
    {
        var body = desired.Fields.DeepClone().AsObject();
        body[TeamFields.Id] = id;
        body[TeamFields.Grants] = Grants(desired, hasToolsets, IgnorePaths.None);
        if (desired.Metadata.Count > 0 || marker is not null)
        {
            var metadata = desired.Metadata.DeepClone().AsObject();
            marker?.WriteTo(metadata);
            body[TeamFields.Metadata] = metadata;
        }

        return body;
    }

    /// <summary>
    /// Whether an update must carry the metadata: it has something to say there, or it has a field that LiteLLM keeps there, which without
    /// the metadata would wipe all of it.
    /// </summary>
    public static bool NeedsMetadata(TeamDesired desired, TeamLastRendered? recorded)
    {
        return desired.Metadata.Count > 0
            || desired.Fields.Any(field => !TeamFields.IsColumn(field.Key))
            || TeamRecords.Dropped(recorded, desired).Any(TeamRecords.IsInMetadata);
    }

    /// <param name="metadata">The metadata as LiteLLM has it; null leaves it alone.</param>
    public static JsonObject Update(TeamDesired desired, string id, bool hasToolsets, TeamLastRendered? recorded, IgnorePaths ignore, JsonObject? metadata, Marker? marker)
    {
        var body = new JsonObject { [TeamFields.Id] = id };
        var grants = Grants(desired, hasToolsets, ignore);
        foreach (var (key, value) in desired.Fields.Where(field => !ignore.Matches(FieldPath.Root.Child(field.Key))))
        {
            body[key] = value?.DeepClone();
        }

        var kept = metadata?.DeepClone().AsObject();
        foreach (var path in TeamRecords.Dropped(recorded, desired).Where(path => !ignore.Matches(path)))
        {
            if (path.Parent!.Key == TeamFields.Grants)
            {
                grants[path.Key] = path.Key == "mcp_tool_permissions" ? new JsonObject() : new JsonArray();
            }
            else if (TeamRecords.IsInMetadata(path))
            {
                kept?.Remove(path.Key);
            }
            else
            {
                body[path.Key] = TeamFields.Columns.TryGetValue(path.Key, out var clear) ? clear() : null;
            }
        }

        if (!ignore.Matches(FieldPath.Root.Child(TeamFields.Grants)))
        {
            body[TeamFields.Grants] = grants;
        }

        if (kept is not null)
        {
            body[TeamFields.Metadata] = Merged(kept, desired, ignore, marker);
        }

        return body;
    }

    private static JsonObject Merged(JsonObject kept, TeamDesired desired, IgnorePaths ignore, Marker? marker)
    {
        foreach (var (key, value) in desired.Metadata.Where(entry => !ignore.Matches(FieldPath.Root.Child(TeamFields.Metadata).Child(entry.Key))))
        {
            kept[key] = value?.DeepClone();
        }

        kept.Remove(Marker.Key);
        marker?.WriteTo(kept);
        return kept;
    }

    private static JsonObject Grants(TeamDesired desired, bool hasToolsets, IgnorePaths ignore)
    {
        var grants = desired.Grants.DeepClone().AsObject();
        if (!hasToolsets && grants[TeamFields.Toolsets] is JsonArray { Count: 0 })
        {
            grants.Remove(TeamFields.Toolsets);
        }

        foreach (var key in desired.Grants.Select(entry => entry.Key).Where(key => ignore.Matches(FieldPath.Root.Child(TeamFields.Grants).Child(key))))
        {
            grants.Remove(key);
        }

        return grants;
    }
}
