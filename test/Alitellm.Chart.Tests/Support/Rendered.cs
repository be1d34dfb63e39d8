using System.Text.Json.Nodes;

namespace Alitellm.Chart.Tests.Support;

/// <summary>Questions about rendered objects.</summary>
internal static class Rendered
{
    public static string Kind(this JsonObject rendered) => (string)rendered["kind"]!;

    public static string Name(this JsonObject rendered) => (string)rendered["metadata"]!["name"]!;

    public static string? Namespace(this JsonObject rendered) => (string?)rendered["metadata"]!["namespace"];

    public static IEnumerable<JsonObject> OfKind(this IEnumerable<JsonObject> rendered, string kind) => rendered.Where(one => one.Kind() == kind);

    /// <summary>The one container of the Deployment.</summary>
    public static JsonObject Container(this IEnumerable<JsonObject> rendered) =>
        rendered.OfKind("Deployment").Single()["spec"]!["template"]!["spec"]!["containers"]!.AsArray().Single()!.AsObject();

    /// <summary>The container's variables; those that come from elsewhere as JSON.</summary>
    public static IReadOnlyDictionary<string, string> Environment(this IEnumerable<JsonObject> rendered) => rendered.Container()["env"]!.AsArray()
        .ToDictionary(static one => (string)one!["name"]!, static one => (string?)one!["value"] ?? one["valueFrom"]!.ToJsonString());

    public static IEnumerable<string> Texts(this JsonNode? list) => (list?.AsArray() ?? []).Select(static item => (string)item!);
}
