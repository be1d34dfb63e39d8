using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>The older single OpenAPI document, for clients that do not know version 3.</summary>
internal static class OpenApiV2
{
    public static JsonObject Document(ResourceRegistry registry, string version)
    {
        var definitions = new JsonObject();
        foreach (var type in registry.Types)
        {
            foreach (var served in type.Versions)
            {
                definitions[OpenApiSchemas.ModelName(type, served)] = OpenApiSchemas.Schema(type, served);
            }
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = version },
            ["paths"] = new JsonObject(),
            ["definitions"] = definitions,
        };
    }
}
