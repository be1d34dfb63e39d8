using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Reading and writing <c>metadata</c> of an object held as JSON.</summary>
internal static class Metadata
{
    public const string ForegroundFinalizer = "foregroundDeletion";

    public static JsonObject Of(JsonObject obj)
    {
        if (obj["metadata"] is JsonObject metadata)
        {
            return metadata;
        }

        var created = new JsonObject();
        obj["metadata"] = created;
        return created;
    }

    public static string Text(JsonObject metadata, string field) =>
        metadata[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static long Generation(JsonObject metadata) =>
        metadata["generation"] is JsonValue value ? (long)(JsonNumbers.ToDouble(value) ?? 0) : 0;

    public static IReadOnlyList<string> Finalizers(JsonObject metadata) => metadata["finalizers"] is JsonArray list
        ? [.. list.OfType<JsonValue>().Select(v => v.ToString())]
        : [];

    public static bool IsDeleting(JsonObject metadata) => metadata["deletionTimestamp"] is not null;

    public static IEnumerable<JsonObject> OwnerReferences(JsonObject metadata) =>
        metadata["ownerReferences"] is JsonArray list ? list.OfType<JsonObject>() : [];

    public static IReadOnlyDictionary<string, string> Labels(JsonObject metadata)
    {
        if (metadata["labels"] is not JsonObject { Count: > 0 } labels)
        {
            return s_none;
        }

        return labels.ToDictionary(l => l.Key, l => l.Value?.ToString() ?? "", StringComparer.Ordinal);
    }

    /// <summary>Second precision, as <c>metav1.Time</c>.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, string> s_none = [];
}
