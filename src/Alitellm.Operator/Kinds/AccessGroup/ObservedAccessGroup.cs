using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.AccessGroup;

/// <summary>An access group as LiteLLM's list shows it, as far as it is ours to say: no assignments, no generated names of members.</summary>
internal sealed class ObservedAccessGroup : IObservedEntry
{
    private ObservedAccessGroup(string id, JsonObject body)
    {
        Id = id;
        Body = body;
        Fingerprint = ContentHash.Of(body);
    }

    public string Id { get; }

    public string Name => JsonScalars.TextOf(Body[AccessGroupFields.Name]) ?? "";

    public JsonObject Body { get; }

    public string Fingerprint { get; }

    public Marker? Marker => null;

    public string? CreatedBy => null;

    public bool IsWritable => true;

    /// <returns>The group, or null where it has no id and so cannot be addressed.</returns>
    public static ObservedAccessGroup? From(JsonObject row)
    {
        if (JsonScalars.TextOf(row[AccessGroupFields.Id]) is not { Length: > 0 } id)
        {
            return null;
        }

        var body = new JsonObject
        {
            [AccessGroupFields.Name] = row[AccessGroupFields.Name]?.DeepClone(),
            [AccessGroupFields.Description] = JsonScalars.TextOf(row[AccessGroupFields.Description]) is { Length: > 0 } text ? text : null,
        };
        foreach (var list in AccessGroupFields.Lists)
        {
            body[list] = row[list]?.DeepClone() ?? new JsonArray();
        }

        return new(id, body);
    }
}
