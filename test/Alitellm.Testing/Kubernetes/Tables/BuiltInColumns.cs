using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Columns of the built-in kinds, as kubectl users know them.</summary>
internal static class BuiltInColumns
{
    public static IReadOnlyList<TableColumn> Namespaces { get; } = [TableColumn.Name, TableColumn.At("Status", ".status.phase"), TableColumn.Age];

    public static IReadOnlyList<TableColumn> Secrets { get; } =
        [TableColumn.Name, TableColumn.At("Type", ".type"), Count("Data", "data"), TableColumn.Age];

    public static IReadOnlyList<TableColumn> ConfigMaps { get; } = [TableColumn.Name, Count("Data", "data", "binaryData"), TableColumn.Age];

    public static IReadOnlyList<TableColumn> ServiceAccounts { get; } = [TableColumn.Name, Count("Secrets", "secrets"), TableColumn.Age];

    public static IReadOnlyList<TableColumn> Leases { get; } = [TableColumn.Name, TableColumn.At("Holder", ".spec.holderIdentity"), TableColumn.Age];

    public static IReadOnlyList<TableColumn> Definitions { get; } =
        [TableColumn.Name, new("Created At", "date", (o, _) => Metadata.Of(o)["creationTimestamp"]?.DeepClone())];

    public static IReadOnlyList<TableColumn> Events { get; } =
    [
        new("Last Seen", "string", (o, now) => HumanDuration.Since(LastSeen(o), now)),
        TableColumn.At("Type", ".type"),
        TableColumn.At("Reason", ".reason"),
        new("Object", "string", (o, _) => Subject(o)),
        new("Message", "string", (o, _) => (o["message"] ?? o["note"])?.ToString().Trim()),
        TableColumn.Name with { Priority = 1 },
    ];

    private static TableColumn Count(string title, params string[] fields) =>
        new(title, "integer", (o, _) => fields.Sum(f => o[f] switch
        {
            JsonObject map => map.Count,
            JsonArray list => list.Count,
            _ => 0,
        }));

    private static JsonNode? LastSeen(JsonObject e) =>
        (e["series"] as JsonObject)?["lastObservedTime"] ?? e["lastTimestamp"] ?? e["deprecatedLastTimestamp"] ?? e["eventTime"]
        ?? Metadata.Of(e)["creationTimestamp"];

    private static string Subject(JsonObject e)
    {
        var subject = (e["involvedObject"] ?? e["regarding"]) as JsonObject ?? [];
        return $"{Metadata.Text(subject, "kind").ToLowerInvariant()}/{Metadata.Text(subject, "name")}";
    }
}
