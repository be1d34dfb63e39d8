using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.McpServer;

/// <summary>An MCP server as LiteLLM's list shows it.</summary>
internal sealed partial class ObservedMcpServer : IObservedEntry
{
    /// <summary>Beside the marker's own fields: what was sent that no PUT takes away.</summary>
    private const string LastingKey = "lasting";

    /// <summary>The list is built for each request: these tell of the request, of health or of other entries.</summary>
    private static readonly string[] s_volatile = ["created_at", "created_by", "updated_at", "updated_by", "status", "last_health_check", "health_check_error", "teams"];

    private ObservedMcpServer(string id, JsonObject row)
    {
        Id = id;
        Row = row;
        Name = JsonScalars.TextOf(row["server_name"]) ?? "";
        Info = row[McpServerField.Info] as JsonObject ?? [];
        Marker = Remote.Content.Marker.TryRead(Info, out var marker) ? marker : null;
        Lasting = (Info[Remote.Content.Marker.Key] as JsonObject)?[LastingKey] is JsonArray keys ? [.. keys.Select(JsonScalars.TextOf).OfType<string>()] : [];
        Fingerprint = ContentHash.Of(new JsonObject(row.Where(field => !s_volatile.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))));
    }

    public string Id { get; }

    public string Name { get; }

    public JsonObject Row { get; }

    public JsonObject Info { get; }

    /// <summary>See <see cref="McpServerDesired.Lasting"/>, as of the last write.</summary>
    public IReadOnlyList<string> Lasting { get; }

    public string Fingerprint { get; }

    public Marker? Marker { get; }

    public string? CreatedBy => JsonScalars.TextOf(Info["created_by"]);

    /// <summary>Servers of the proxy's configuration file have an id of this form and answer 404 to every write (contract §10).</summary>
    public bool IsWritable => !ConfigurationId().IsMatch(Id);

    /// <returns>The server, or null where it has no id and so cannot be addressed.</returns>
    public static ObservedMcpServer? From(JsonObject row)
    {
        return JsonScalars.TextOf(row["server_id"]) is { Length: > 0 } id ? new(id, row) : null;
    }

    /// <summary>Notes in a map that carries our marker what the body has that no PUT takes away.</summary>
    public static void WriteLasting(JsonObject info, IReadOnlyList<string> lasting)
    {
        if (lasting.Count > 0)
        {
            info[Remote.Content.Marker.Key]!.AsObject()[LastingKey] = new JsonArray([.. lasting.Select(key => (JsonNode)key)]);
        }
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex ConfigurationId();
}
