using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Events are one store with two faces: <c>v1</c> (stored) and <c>events.k8s.io/v1</c>.</summary>
internal static class EventConversion
{
    private static readonly (string Core, string New)[] s_names =
    [
        ("involvedObject", "regarding"),
        ("message", "note"),
        ("reportingComponent", "reportingController"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
    ];

    public static IReadOnlySet<string> CoreFieldLabels { get; } = new HashSet<string>
    {
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
        "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
    };

    public static IReadOnlySet<string> NewFieldLabels { get; } = new HashSet<string>
    {
        "regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "regarding.apiVersion", "regarding.resourceVersion",
        "regarding.fieldPath", "reason", "reportingController", "type",
    };

    public static JsonObject ToEventsGroup(JsonObject core)
    {
        var result = Rename(core, s_names.ToDictionary(n => n.Core, n => n.New));
        result["apiVersion"] = "events.k8s.io/v1";
        return result;
    }

    public static JsonObject ToCore(JsonObject obj)
    {
        var result = Rename(obj, s_names.ToDictionary(n => n.New, n => n.Core));
        result["apiVersion"] = "v1";
        return result;
    }

    private static JsonObject Rename(JsonObject obj, Dictionary<string, string> names)
    {
        var result = new JsonObject();
        foreach (var (name, value) in obj)
        {
            result[names.GetValueOrDefault(name, name)] = value?.DeepClone();
        }

        return result;
    }
}
