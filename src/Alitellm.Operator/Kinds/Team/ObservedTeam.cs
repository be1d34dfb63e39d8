using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Team;

/// <summary>A team as LiteLLM's list shows it, with its grants where they have been read.</summary>
internal sealed class ObservedTeam : IObservedEntry
{
    /// <summary>Move without anybody having edited the team, or are not ours to look at.</summary>
    private static readonly string[] s_volatile = ["created_at", "updated_at", "budget_reset_at", "spend", "model_spend", "members_with_roles", "members", "admins", "keys", "team_memberships", TeamFields.Grants];

    private ObservedTeam(string id, JsonObject row, JsonObject? grants)
    {
        Id = id;
        Row = row;
        Grants = grants;
        Marker = Remote.Content.Marker.TryRead(Metadata, out var marker) ? marker : null;
        Fingerprint = FingerprintOf(row, grants);
    }

    public string Id { get; }

    public string Name => JsonScalars.TextOf(Row[TeamFields.Alias]) ?? "";

    /// <summary>The columns.</summary>
    public JsonObject Row { get; }

    public JsonObject Metadata => MetadataOf(Row);

    /// <summary>object_permission; empty where nothing was ever granted, null while it has not been read.</summary>
    public JsonObject? Grants { get; }

    public string Fingerprint { get; }

    public Marker? Marker { get; }

    public string? CreatedBy => null;

    public bool IsWritable => true;

    /// <param name="row">An entry of the list, or the team of <c>/team/info</c>.</param>
    /// <returns>The team, or null where it has no id and so cannot be addressed.</returns>
    public static ObservedTeam? From(JsonObject row, JsonObject? grants)
    {
        return JsonScalars.TextOf(row[TeamFields.Id]) is { Length: > 0 } id ? new(id, row, grants) : null;
    }

    /// <summary>The grants in an answer of <c>/team/info</c>.</summary>
    public static JsonObject GrantsOf(JsonObject info)
    {
        return info[TeamFields.Grants] is JsonObject grants ? grants.DeepClone().AsObject() : [];
    }

    public static JsonObject MetadataOf(JsonObject row)
    {
        return row[TeamFields.Metadata] as JsonObject ?? [];
    }

    private static string FingerprintOf(JsonObject row, JsonObject? grants)
    {
        var facts = new JsonObject();
        foreach (var (key, value) in row.Where(entry => !s_volatile.Contains(entry.Key)))
        {
            facts[key] = value?.DeepClone();
        }

        facts[TeamFields.Grants] = grants?.DeepClone();
        return ContentHash.Of(facts);
    }
}
