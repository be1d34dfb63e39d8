using System.Text.Json.Nodes;

namespace Alitellm.Testing.ToolHive;

/// <summary>An object as ToolHive leaves it once its server runs.</summary>
public sealed record ToolHiveObject(string Namespace, string Name, string Kind = "MCPServer")
{
    /// <summary>Null while the server is not up.</summary>
    public string? Url { get; init; } = $"http://{Name}.{Namespace}.svc:8080/mcp";

    /// <summary>How the server itself is spoken to.</summary>
    public string? Transport { get; init; } = "streamable-http";

    /// <summary>What is spoken in front of a stdio server.</summary>
    public string? ProxyMode { get; init; }

    /// <summary>What the status says of the transport; most kinds say nothing.</summary>
    public string? ServedTransport { get; init; }

    /// <summary>Something no reader looks at, to change an object without changing what it means.</summary>
    public int ReadyReplicas { get; init; } = 1;

    public JsonObject ToManifest()
    {
        return new()
        {
            ["apiVersion"] = $"{ToolHiveCrds.Group}/{ToolHiveCrds.Version}",
            ["kind"] = Kind,
            ["metadata"] = new JsonObject { ["name"] = Name, ["namespace"] = Namespace },
            ["spec"] = Said(("image", $"registry.example/{Name}:1"), ("transport", Transport), ("proxyMode", ProxyMode)),
            ["status"] = Said(("phase", Url is null ? "Pending" : "Ready"), ("url", Url), ("transport", ServedTransport), ("readyReplicas", ReadyReplicas)),
        };
    }

    private static JsonObject Said(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var said = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                said[name] = value;
            }
        }

        return said;
    }
}
