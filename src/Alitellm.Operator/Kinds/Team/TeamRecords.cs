using System.Text.Json.Nodes;
using Alitellm.Api.Teams;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>Pure: what was declared at the last write and is not any more. LiteLLM keeps it until it is cleared.</summary>
internal static class TeamRecords
{
    public static IEnumerable<FieldPath> Dropped(TeamLastRendered? recorded, TeamDesired desired)
    {
        foreach (var text in recorded?.ParamsKeys ?? [])
        {
            if (!desired.Declared.Contains(text) && FieldPath.TryParse(text, out var path, out _))
            {
                yield return path;
            }
        }
    }

    /// <summary>The value of such a field as LiteLLM shows it; null when it does not.</summary>
    public static JsonNode? Find(FieldPath path, ObservedTeam observed)
    {
        if (path.Parent!.Key == TeamFields.Grants)
        {
            return observed.Grants?[path.Key];
        }

        return IsInMetadata(path) ? observed.Metadata[path.Key] : observed.Row[path.Key];
    }

    /// <summary>Whether LiteLLM keeps the field in the metadata, be it declared there or not.</summary>
    public static bool IsInMetadata(FieldPath path)
    {
        return path.Parent!.Key == TeamFields.Metadata || (path.Parent.Parent is null && !TeamFields.IsColumn(path.Key));
    }
}
