using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.McpToolset;

/// <summary>A toolset as LiteLLM's list shows it. It has no place for a mark.</summary>
internal sealed class ObservedMcpToolset : IObservedEntry
{
    private ObservedMcpToolset(string id, JsonObject row)
    {
        Id = id;
        Name = JsonScalars.TextOf(row["toolset_name"]) ?? "";
        Body = new() { ["toolset_name"] = Name, ["description"] = JsonScalars.TextOf(row["description"]) ?? "", ["tools"] = Tools(row["tools"]) };
        Fingerprint = ContentHash.Of(Body);
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>What we write, as it is.</summary>
    public JsonObject Body { get; }

    public string Fingerprint { get; }

    public Marker? Marker => null;

    public string? CreatedBy => null;

    public bool IsWritable => true;

    /// <returns>The toolset, or null where it has no id and so cannot be addressed.</returns>
    public static ObservedMcpToolset? From(JsonObject row)
    {
        return JsonScalars.TextOf(row["toolset_id"]) is { Length: > 0 } id ? new(id, row) : null;
    }

    private static JsonArray Tools(JsonNode? value)
    {
        return value is JsonArray tools
            ? [.. tools.OfType<JsonObject>().Select(tool => (JsonNode)new JsonObject { ["server_id"] = tool["server_id"]?.DeepClone(), ["tool_name"] = tool["tool_name"]?.DeepClone() })]
            : [];
    }
}
