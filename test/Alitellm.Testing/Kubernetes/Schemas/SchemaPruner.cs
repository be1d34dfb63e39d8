using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Removes fields the schema does not know and lists their paths.</summary>
internal static class SchemaPruner
{
    /// <summary>Prunes a whole object; <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> stay.</summary>
    public static IReadOnlyList<string> PruneObject(JsonObject obj, StructuralSchema schema)
    {
        var unknown = new List<string>();
        PruneMap(obj, schema, "", unknown, isObjectRoot: true);
        return unknown;
    }

    private static void Prune(JsonNode? node, StructuralSchema schema, string path, List<string> unknown)
    {
        switch (node)
        {
            case JsonObject map:
                PruneMap(map, schema, path, unknown, schema.EmbeddedResource);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Prune(list[i], items, $"{path}[{i}]", unknown);
                }

                break;
        }
    }

    private static void PruneMap(JsonObject map, StructuralSchema schema, string path, List<string> unknown, bool isObjectRoot)
    {
        foreach (var (name, value) in map.ToList())
        {
            if (isObjectRoot && name is ("apiVersion" or "kind" or "metadata"))
            {
                continue;
            }

            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (schema.Member(name) is { } member)
            {
                Prune(value, member, at, unknown);
            }
            else if (!schema.PreservesUnknown && !schema.AllowsAdditional)
            {
                map.Remove(name);
                unknown.Add(at);
            }
        }
    }
}
