using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Discovery, version, health and OpenAPI. Guarded by the server's lock.</summary>
internal sealed class DiscoveryDocuments(ResourceRegistry registry, ApiServerOptions options)
{
    private static readonly string[] s_verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <exception cref="ApiStatusException">404 for an unknown path.</exception>
    public ApiResponse Answer(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["readyz" or "healthz" or "livez", ..] => new ApiResponse { ContentType = "text/plain; charset=utf-8", Body = ["ok"u8.ToArray()] },
        ["version"] => Json(Version()),
        ["api"] => Json(new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() }),
        ["apis"] => Json(new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. Groups().Select(Group)]) }),
        ["api", var version] => Resources("", version),
        ["apis", var group] when Groups().Contains(group) => Json(GroupDocument(group)),
        ["apis", var group, var version] => Resources(group, version),
        ["openapi", "v2"] => Json(OpenApiV2.Document(registry, options.GitVersion)),
        ["openapi", "v3"] => Json(OpenApiV3.Index(registry)),
        ["openapi", "v3", "api", var version] => OpenApi("", version),
        ["openapi", "v3", "apis", var group, var version] => OpenApi(group, version),
        _ => throw ApiErrors.PathNotFound(),
    };

    private static ApiResponse Json(JsonObject document) => new() { Body = [JsonText.Serialize(document)] };

    private IEnumerable<string> Groups() => registry.Types.Select(t => t.Group).Where(g => g.Length > 0).Distinct();

    private JsonObject Version()
    {
        var parts = options.GitVersion.TrimStart('v').Split('.');
        return new JsonObject
        {
            ["major"] = parts[0],
            ["minor"] = parts[1],
            ["gitVersion"] = options.GitVersion,
            ["gitCommit"] = "",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "2026-01-01T00:00:00Z",
            ["goVersion"] = "",
            ["compiler"] = "",
            ["platform"] = "linux/amd64",
        };
    }

    private JsonObject Group(string group)
    {
        var versions = registry.Types.Where(t => t.Group == group).SelectMany(t => t.Versions).Select(v => v.Name).Distinct().Select(v => new JsonObject
        {
            ["groupVersion"] = $"{group}/{v}",
            ["version"] = v,
        }).ToList();
        var preferred = registry.Types.Where(t => t.Group == group).Select(t => t.StorageVersion.Name).First();
        return new JsonObject
        {
            ["name"] = group,
            ["versions"] = new JsonArray([.. versions]),
            ["preferredVersion"] = (versions.FirstOrDefault(v => (string?)v["version"] == preferred) ?? versions[0]).DeepClone(),
        };
    }

    private JsonObject GroupDocument(string group)
    {
        var document = Group(group);
        document["kind"] = "APIGroup";
        document["apiVersion"] = "v1";
        return document;
    }

    private ApiResponse Resources(string group, string version)
    {
        var resources = new JsonArray();
        foreach (var type in registry.Types.Where(t => t.Group == group))
        {
            if (type.Version(version) is { } served)
            {
                resources.Add(Resource(type));
                if (served.HasStatus)
                {
                    resources.Add(Status(type));
                }
            }
        }

        if (resources.Count == 0)
        {
            throw ApiErrors.PathNotFound();
        }

        return Json(new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = resources,
        });
    }

    private static JsonObject Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.Namespaced,
            ["kind"] = type.Kind,
            ["verbs"] = new JsonArray([.. s_verbs.Select(v => (JsonNode)v)]),
        };
        if (type.ShortNames.Count > 0)
        {
            resource["shortNames"] = new JsonArray([.. type.ShortNames.Select(s => (JsonNode)s)]);
        }

        if (type.Categories.Count > 0)
        {
            resource["categories"] = new JsonArray([.. type.Categories.Select(s => (JsonNode)s)]);
        }

        return resource;
    }

    private static JsonObject Status(ResourceType type) => new()
    {
        ["name"] = $"{type.Plural}/status",
        ["singularName"] = "",
        ["namespaced"] = type.Namespaced,
        ["kind"] = type.Kind,
        ["verbs"] = new JsonArray("get", "patch", "update"),
    };

    private ApiResponse OpenApi(string group, string version) =>
        Json(OpenApiV3.Document(registry, group, version) ?? throw ApiErrors.PathNotFound());
}
