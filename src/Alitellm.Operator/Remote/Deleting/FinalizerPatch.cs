using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Deleting;

/// <summary>Pure: JSON patches of a finalizer list that fail when the list is not the one that was read.</summary>
internal static class FinalizerPatch
{
    private const string Path = "/metadata/finalizers";

    public static JsonArray Add(IList<string>? current, string finalizer)
    {
        return current is { Count: > 0 }
            ? [Operation("test", Path, List(current)), Operation("add", $"{Path}/-", finalizer)]
            : [Operation("add", Path, new JsonArray(finalizer))];
    }

    public static JsonArray Remove(IList<string> current, string finalizer)
    {
        var index = current.IndexOf(finalizer);
        return [Operation("test", $"{Path}/{index}", finalizer), Operation("remove", $"{Path}/{index}", null)];
    }

    private static JsonArray List(IEnumerable<string> values)
    {
        return [.. values.Select(value => (JsonNode)value)];
    }

    /// <returns>A node, not an object: what a collection expression does with the derived type is the generic Add, which needs reflection.</returns>
    private static JsonNode Operation(string op, string path, JsonNode? value)
    {
        var operation = new JsonObject { ["op"] = op, ["path"] = path };
        if (value is not null)
        {
            operation["value"] = value;
        }

        return operation;
    }
}
