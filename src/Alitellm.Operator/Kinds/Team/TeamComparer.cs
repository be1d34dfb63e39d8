using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Teams;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>Pure: how a team differs from what is wanted, as far as LiteLLM shows it. Lists are sets; other keys of the metadata belong to people.</summary>
internal static class TeamComparer
{
    private static readonly FieldPath s_grants = FieldPath.Root.Child(TeamFields.Grants);
    private static readonly FieldPath s_metadata = FieldPath.Root.Child(TeamFields.Metadata);

    private static readonly FieldTable s_sets = new(
    [
        new(TeamFields.Models, FieldClass.Normalised, Normalisers.Unordered),
        new(TeamFields.AccessGroups, FieldClass.Normalised, Normalisers.Unordered),
        .. TeamFields.GrantLists.Select(list => new FieldRule($"{TeamFields.Grants}.{list}", FieldClass.Normalised, Normalisers.Unordered)),
    ]);

    public static Comparison Compare(TeamDesired desired, ObservedTeam observed, LastRendered? recorded, IgnorePaths ignore)
    {
        var differences = new List<FieldDifference>();
        differences.AddRange(FieldComparer.Compare(Shown(desired.Fields, observed), Known(observed.Row, desired.Fields), Rules(FieldPath.Root, ignore)));
        differences.AddRange(FieldComparer.Compare(InMetadata(desired, observed.Metadata), observed.Metadata, Rules(s_metadata, ignore)));
        if (observed.Grants is { } grants)
        {
            differences.AddRange(FieldComparer.Compare(desired.Grants, Known(grants, desired.Grants), Rules(s_grants, ignore)));
        }

        differences.AddRange(TeamRecords.Dropped(recorded as TeamLastRendered, desired)
            .Where(path => !ignore.Matches(path))
            .Select(path => (Path: path, Value: TeamRecords.Find(path, observed)))
            .Where(field => field.Value is not null && !IsEmpty(field.Value))
            .Select(field => new FieldDifference(field.Path.ToString(), null, field.Value!.DeepClone(), Secret: true) { DesiredAbsent = true }));
        return new([.. differences.Select(difference => Concealed(difference, desired.Secret))], NeedsReplace: false);
    }

    private static FieldDifference Concealed(FieldDifference difference, IgnorePaths secret)
    {
        return secret.Matches(FieldPath.Parse(difference.Path)) ? difference with { Secret = true } : difference;
    }

    /// <summary>What LiteLLM can be asked about: fields no read shows count by their hash alone.</summary>
    private static JsonObject Shown(JsonObject fields, ObservedTeam observed)
    {
        return Pick(fields, key => !TeamFields.WriteOnly.Contains(key) && TeamFields.IsColumn(key) && (!TeamFields.Columns.ContainsKey(key) || observed.Row.ContainsKey(key)));
    }

    /// <summary>Declared keys, and the fields LiteLLM keeps among them; of the latter only limits per model are sure to be shown.</summary>
    private static JsonObject InMetadata(TeamDesired desired, JsonObject metadata)
    {
        var wanted = Pick(desired.Fields, key => !TeamFields.IsColumn(key) && !TeamFields.WriteOnly.Contains(key) && (TeamFields.ModelLimits.Contains(key) || metadata.ContainsKey(key)));
        foreach (var (key, value) in desired.Metadata)
        {
            wanted[key] = value?.DeepClone();
        }

        return wanted;
    }

    /// <summary>A LiteLLM without a field has nothing in it.</summary>
    private static JsonObject Known(JsonObject shown, JsonObject desired)
    {
        var known = shown;
        foreach (var (key, value) in desired)
        {
            if (value is JsonArray { Count: 0 } && known[key] is null)
            {
                known = ReferenceEquals(known, shown) ? shown.DeepClone().AsObject() : known;
                known[key] = new JsonArray();
            }
        }

        return known;
    }

    private static JsonObject Pick(JsonObject fields, Func<string, bool> isWanted)
    {
        return new(fields.Where(field => isWanted(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
    }

    private static CompareRules Rules(FieldPath prefix, IgnorePaths ignore)
    {
        return new() { Prefix = prefix, Fields = s_sets, Ignore = ignore, NullMeansAbsent = true };
    }

    private static bool IsEmpty(JsonNode value)
    {
        return value is JsonArray { Count: 0 } or JsonObject { Count: 0 } || (value is JsonValue flag && flag.GetValueKind() == System.Text.Json.JsonValueKind.False);
    }
}
