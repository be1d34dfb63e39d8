using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>OpenAPI v3, one document per group and version: what kubectl asks for before apply, edit and explain.</summary>
internal static class OpenApiV3
{
    public static JsonObject Index(ResourceRegistry registry)
    {
        var paths = new JsonObject();
        foreach (var prefix in registry.Types.SelectMany(t => t.Versions).Select(v => Prefix(v.Group, v.Name)).Distinct())
        {
            paths[prefix] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{prefix}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    public static JsonObject? Document(ResourceRegistry registry, string group, string version)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject();
        foreach (var type in registry.Types.Where(t => t.Group == group))
        {
            if (type.Version(version) is not { } served)
            {
                continue;
            }

            schemas[OpenApiSchemas.ModelName(type, served)] = OpenApiSchemas.Schema(type, served);
            var collection = $"/{Prefix(group, version)}/{(type.Namespaced ? "namespaces/{namespace}/" : "")}{type.Plural}";
            paths[collection] = new JsonObject { ["get"] = Operation(type, served, "list"), ["post"] = Operation(type, served, "post") };
            paths[$"{collection}/{{name}}"] = new JsonObject
            {
                ["get"] = Operation(type, served, "get"),
                ["put"] = Operation(type, served, "put"),
                ["patch"] = Operation(type, served, "patch"),
                ["delete"] = Operation(type, served, "delete"),
            };
        }

        return schemas.Count == 0 ? null : new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "unversioned" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static string Prefix(string group, string version) => group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";

    private static JsonObject Operation(ResourceType type, ServedVersion version, string action)
    {
        JsonObject Content(params string[] media) => new(media.Select(m => KeyValuePair.Create(m, (JsonNode?)new JsonObject
        {
            ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{OpenApiSchemas.ModelName(type, version)}" },
        })));

        var operation = new JsonObject
        {
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = OpenApiSchemas.GroupVersionKind(type, version),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK", ["content"] = Content("application/json") } },
        };
        if (action is "post" or "put" or "patch")
        {
            operation["parameters"] = new JsonArray([.. ((string[])["dryRun", "fieldManager", "fieldValidation"]).Select(Parameter)]);
            operation["requestBody"] = new JsonObject
            {
                ["content"] = action == "patch" ? Content(PatchRunner.Apply, PatchRunner.Json, PatchRunner.Merge) : Content("application/json"),
            };
        }

        return operation;
    }

    private static JsonObject Parameter(string name) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
    };
}
