using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>JSON patch (RFC 6902): add, remove, replace, move, copy, test.</summary>
internal static class JsonPatch
{
    /// <exception cref="ApiStatusException">422 when an operation cannot be applied or a test fails.</exception>
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        JsonNode? root = target;
        foreach (var operation in operations.OfType<JsonObject>())
        {
            var path = Pointer(operation, "path");
            switch ((string?)operation["op"])
            {
                case "add":
                    Add(ref root, path, operation["value"]?.DeepClone());
                    break;
                case "remove":
                    Remove(root, path);
                    break;
                case "replace":
                    Read(root, path);
                    Set(ref root, path, operation["value"]?.DeepClone());
                    break;
                case "copy":
                    Add(ref root, path, Read(root, Pointer(operation, "from"))?.DeepClone());
                    break;
                case "move":
                    var moved = Read(root, Pointer(operation, "from"))?.DeepClone();
                    Remove(root, Pointer(operation, "from"));
                    Add(ref root, path, moved);
                    break;
                case "test" when JsonNode.DeepEquals(ReadOrNull(root, path), operation["value"]):
                    break;
                default:
                    throw Rejected();
            }
        }

        return root as JsonObject ?? throw Rejected();
    }

    private static ApiStatusException Rejected() => ApiErrors.Unprocessable("the server rejected our request due to an error in our request");

    private static string[] Pointer(JsonObject operation, string field)
    {
        var text = (string?)operation[field] ?? throw Rejected();
        if (text.Length == 0)
        {
            return [];
        }

        return text[0] == '/'
            ? [.. text[1..].Split('/').Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
            : throw Rejected();
    }

    private static void Add(ref JsonNode? root, string[] path, JsonNode? value)
    {
        if (path.Length > 0 && Read(root, path[..^1]) is JsonArray list)
        {
            var at = path[^1] == "-" ? list.Count : Index(path[^1], list.Count + 1);
            list.Insert(at, value);
            return;
        }

        Set(ref root, path, value);
    }

    private static void Set(ref JsonNode? root, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
        {
            root = value;
            return;
        }

        switch (Read(root, path[..^1]))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list:
                list[Index(path[^1], list.Count)] = value;
                break;
            default:
                throw Rejected();
        }
    }

    private static void Remove(JsonNode? root, string[] path)
    {
        if (path.Length == 0)
        {
            throw Rejected();
        }

        switch (Read(root, path[..^1]))
        {
            case JsonObject map when map.Remove(path[^1]):
                break;
            case JsonArray list:
                list.RemoveAt(Index(path[^1], list.Count));
                break;
            default:
                throw Rejected();
        }
    }

    private static JsonNode? Read(JsonNode? root, string[] path)
    {
        var node = root;
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject map when map.TryGetPropertyValue(part, out var member) => member,
                JsonArray list => list[Index(part, list.Count)],
                _ => throw Rejected(),
            };
        }

        return node;
    }

    /// <summary>A test of a missing member compares with null, as the library of the API server does.</summary>
    private static JsonNode? ReadOrNull(JsonNode? root, string[] path) =>
        path.Length > 0 && Read(root, path[..^1]) is JsonObject map ? map[path[^1]] : Read(root, path);

    private static int Index(string text, int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < limit ? index : throw Rejected();
}
