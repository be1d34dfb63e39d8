using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Fills in defaults and drops nulls where the schema does not allow them, as structural defaulting does.</summary>
internal static class SchemaDefaulter
{
    public static void Apply(JsonNode? node, StructuralSchema schema)
    {
        switch (node)
        {
            case JsonObject map:
                ApplyToMap(map, schema);
                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    Apply(item, items);
                }

                break;
        }
    }

    private static void ApplyToMap(JsonObject map, StructuralSchema schema)
    {
        foreach (var (name, property) in schema.Properties)
        {
            var present = map.TryGetPropertyValue(name, out var value);
            if (present && value is null && !property.Nullable && property.Default is not null)
            {
                present = false;
            }

            if (!present && property.Default is { } fallback)
            {
                map[name] = fallback.DeepClone();
            }
        }

        foreach (var (name, value) in map.ToList())
        {
            if (schema.Member(name) is not { } member)
            {
                continue;
            }

            if (value is null)
            {
                if (!member.Nullable)
                {
                    map.Remove(name);
                }

                continue;
            }

            Apply(value, member);
        }
    }
}
