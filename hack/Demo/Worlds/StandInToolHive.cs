using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.ToolHive;

namespace Alitellm.Demo.Worlds;

/// <summary>What ToolHive would have put into the cluster: its kinds, and objects with URLs. Only for a cluster that goes away with the demo.</summary>
internal static class StandInToolHive
{
    private static readonly IReadOnlyList<ToolHiveObject> s_objects =
    [
        new("tools", "fetch"),
        new("tools", "osv") { Transport = "stdio", ProxyMode = "sse", Url = "http://mcp-osv-proxy.tools.svc:8080/sse#osv" },
        new("tools", "not-up-yet") { Url = null },
        new("tools", "vault-internal"),
        new("tools", "github", "MCPRemoteProxy") { Transport = null, Url = "http://mcp-github-remote-proxy.tools.svc:8080" },
        new("toolhive-system", "all", "VirtualMCPServer") { Transport = null, Url = "http://vmcp-all.toolhive-system.svc:4483" },
    ];

    public static IReadOnlyList<JsonObject> Definitions { get; } = [.. ToolHiveCrds.All().SelectMany(YamlJson.ParseAll)];

    /// <summary>The objects, and before them the namespaces they are in.</summary>
    public static IReadOnlyList<JsonObject> Objects { get; } =
    [
        .. s_objects.Select(static found => found.Namespace).Distinct().Select(static name => YamlJson.Parse($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}")),
        .. s_objects.Select(static found => found.ToManifest()),
    ];
}
