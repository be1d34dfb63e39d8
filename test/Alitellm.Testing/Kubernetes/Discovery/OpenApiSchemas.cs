using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Schemas and names shared by both OpenAPI documents.</summary>
internal static class OpenApiSchemas
{
    public static string ModelName(ResourceType type, ServedVersion version)
    {
        var group = string.Join('.', type.Group.Split('.', StringSplitOptions.RemoveEmptyEntries).Reverse());
        return group.Length == 0 ? $"io.k8s.api.core.{version.Name}.{type.Kind}" : $"{group}.{version.Name}.{type.Kind}";
    }

    /// <summary>The published schema with metadata spelled out and the kind it describes.</summary>
    public static JsonObject Schema(ResourceType type, ServedVersion version)
    {
        var schema = (JsonObject?)version.PublishedSchema?.DeepClone()
            ?? new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
        var properties = schema["properties"] as JsonObject ?? [];
        schema.Remove("properties");
        properties["apiVersion"] = new JsonObject { ["type"] = "string", ["description"] = "Version of the schema of this object." };
        properties["kind"] = new JsonObject { ["type"] = "string", ["description"] = "Name of the resource this object represents." };
        properties["metadata"] = ObjectMeta();
        schema["properties"] = properties;
        schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(type, version));
        return schema;
    }

    public static JsonObject GroupVersionKind(ResourceType type, ServedVersion version) => new()
    {
        ["group"] = type.Group,
        ["version"] = version.Name,
        ["kind"] = type.Kind,
    };

    private static JsonObject ObjectMeta()
    {
        JsonObject Map() => new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } };
        JsonObject List(string type) => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = type } };
        JsonObject Of(string type) => new() { ["type"] = type };
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Standard object metadata.",
            ["properties"] = new JsonObject
            {
                ["annotations"] = Map(),
                ["creationTimestamp"] = Of("string"),
                ["deletionGracePeriodSeconds"] = Of("integer"),
                ["deletionTimestamp"] = Of("string"),
                ["finalizers"] = List("string"),
                ["generateName"] = Of("string"),
                ["generation"] = Of("integer"),
                ["labels"] = Map(),
                ["managedFields"] = List("object"),
                ["name"] = Of("string"),
                ["namespace"] = Of("string"),
                ["ownerReferences"] = List("object"),
                ["resourceVersion"] = Of("string"),
                ["selfLink"] = Of("string"),
                ["uid"] = Of("string"),
            },
        };
    }
}
