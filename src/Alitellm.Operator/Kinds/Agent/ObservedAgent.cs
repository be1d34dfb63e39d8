using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.Agent;

/// <summary>An agent as LiteLLM's list shows it.</summary>
internal sealed partial class ObservedAgent : IObservedEntry
{
    /// <summary>Move without anybody having edited the agent.</summary>
    private static readonly string[] s_volatile = ["created_at", "created_by", "updated_at", "updated_by", "spend", "keys", "search_score"];

    private ObservedAgent(string id, JsonObject row)
    {
        Id = id;
        Row = row;
        Name = JsonScalars.TextOf(row[AgentFields.Name]) ?? "";
        Card = row[AgentFields.Card] as JsonObject ?? [];
        Params = row[AgentFields.Params] as JsonObject ?? [];
        Marker = Remote.Content.Marker.TryRead(Params, out var marker) ? marker : null;
        Fingerprint = ContentHash.Of(new JsonObject(row.Where(field => !s_volatile.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))));
    }

    public string Id { get; }

    public string Name { get; }

    public JsonObject Row { get; }

    public JsonObject Card { get; }

    /// <summary>litellm_params: in clear on older versions, secrets redacted on newer ones.</summary>
    public JsonObject Params { get; }

    public string Fingerprint { get; }

    public Marker? Marker { get; }

    /// <summary>The reference operator stamps the card.</summary>
    public string? CreatedBy => JsonScalars.TextOf(Params["created_by"]) ?? JsonScalars.TextOf(Card["created_by"]);

    /// <summary>Agents of the proxy's configuration file have the hash of their name as id.</summary>
    public bool IsWritable => !ConfigurationId().IsMatch(Id);

    /// <summary>Whether LiteLLM has put itself in front of the agent: then it wrote parts of the card itself.</summary>
    public bool IsFronted => Card[AgentFields.SupportedInterfaces] is JsonArray interfaces
        && interfaces.OfType<JsonObject>().Any(entry => JsonScalars.TextOf(entry["url"])?.Contains($"/a2a/{Id}", StringComparison.Ordinal) == true);

    /// <returns>The agent, or null where it has no id and so cannot be addressed.</returns>
    public static ObservedAgent? From(JsonObject row)
    {
        return JsonScalars.TextOf(row[AgentFields.Id]) is { Length: > 0 } id ? new(id, row) : null;
    }

    /// <summary>Whether a read shows a mark in place of the value.</summary>
    public static bool IsRedacted(JsonNode? value)
    {
        return JsonScalars.TextOf(value)?.StartsWith("REDACTED", StringComparison.Ordinal) == true;
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex ConfigurationId();
}
