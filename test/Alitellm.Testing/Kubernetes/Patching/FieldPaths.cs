using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Connects objects with field sets: which paths an object has, what is at a path, how two objects differ.</summary>
internal static class FieldPaths
{
    private static readonly HashSet<string> s_serverMetadata =
    [
        "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
        "managedFields", "selfLink",
    ];

    /// <summary>The paths of an object, without those the server owns. <paramref name="status"/> says which half counts.</summary>
    public static FieldSet Of(JsonObject obj, StructuralSchema schema, StatusScope status)
    {
        var children = FieldSet.NewChildren();
        foreach (var (name, value) in obj)
        {
            if (!Counts(name, status))
            {
                continue;
            }

            var set = name == "metadata" && value is JsonObject metadata ? OfMetadata(metadata) : OfValue(value, schema.Member(name));
            if (!set.IsEmpty)
            {
                children[$"f:{name}"] = set;
            }
        }

        return new FieldSet(false, children);
    }

    /// <summary>The node a path leads to, or null.</summary>
    public static JsonNode? Find(JsonNode? node, IReadOnlyList<string> path, StructuralSchema? schema)
    {
        for (var i = 0; i < path.Count && node is not null; i++)
        {
            (node, schema) = Step(node!, path[i], schema, i);
        }

        return node;
    }

    /// <summary>Removes what is at a path, and containers that become empty by it.</summary>
    public static void Remove(JsonNode? node, IReadOnlyList<string> path, StructuralSchema? schema, int depth = 0)
    {
        var step = path[depth];
        var (child, childSchema) = node is null ? (null, null) : Step(node, step, schema, depth);
        if (child is null)
        {
            return;
        }

        if (depth + 1 < path.Count)
        {
            Remove(child, path, childSchema, depth + 1);
            if (child is not (JsonObject { Count: 0 } or JsonArray { Count: 0 }))
            {
                return;
            }
        }

        switch (node)
        {
            case JsonObject map:
                map.Remove(step[2..]);
                break;
            case JsonArray list:
                list.Remove(child);
                break;
        }
    }

    /// <summary>As conflict messages show it: <c>.spec.targets[name="a"].url</c>.</summary>
    public static string Display(IReadOnlyList<string> path) => string.Concat(path.Select(step => step[0] switch
    {
        'f' => $".{step[2..]}",
        'k' => $"[{string.Join(",", ((JsonObject)JsonNode.Parse(step[2..])!).Select(k => $"{k.Key}={JsonText.Compact(k.Value)}"))}]",
        _ => $"[={step[2..]}]",
    }));

    public static StructuralSchema? SchemaOf(StructuralSchema? schema, string name, int depth) =>
        depth == 0 && name == "metadata" ? BuiltInSchemas.ObjectMeta : schema?.Member(name);

    private static bool Counts(string name, StatusScope status) => name switch
    {
        "apiVersion" or "kind" => false,
        "status" => status != StatusScope.Without,
        _ => status != StatusScope.Only,
    };

    private static FieldSet OfMetadata(JsonObject metadata)
    {
        var children = FieldSet.NewChildren();
        foreach (var (name, value) in metadata.Where(m => !s_serverMetadata.Contains(m.Key)))
        {
            children[$"f:{name}"] = OfValue(value, BuiltInSchemas.ObjectMeta.Member(name));
        }

        return new FieldSet(false, children);
    }

    private static FieldSet OfValue(JsonNode? value, StructuralSchema? schema)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map when schema?.IsAtomicMap != true:
                var fields = FieldSet.NewChildren();
                foreach (var (name, member) in map)
                {
                    fields[$"f:{name}"] = OfValue(member, schema?.Member(name));
                }

                return new FieldSet(false, fields);
            case JsonArray { Count: > 0 } list when schema?.ListType is "map" or "set":
                var items = FieldSet.NewChildren();
                foreach (var item in list)
                {
                    items[ItemKey(item, schema)] = item is JsonObject ? new FieldSet(true, OfValue(item, schema.Items).Children) : FieldSet.Leaf;
                }

                return new FieldSet(false, items);
            default:
                return FieldSet.Leaf;
        }
    }

    public static string ItemKey(JsonNode? item, StructuralSchema list) =>
        list.ListType == "map" && item is JsonObject map ? $"k:{ListKeys.Of(map, list)}" : $"v:{JsonText.Compact(item)}";

    private static (JsonNode? Node, StructuralSchema? Schema) Step(JsonNode node, string step, StructuralSchema? schema, int depth) => node switch
    {
        JsonObject map when step[0] == 'f' => (map[step[2..]], SchemaOf(schema, step[2..], depth)),
        JsonArray list when schema is not null => (list.FirstOrDefault(i => ItemKey(i, schema) == step), schema.Items),
        _ => (null, null),
    };
}
