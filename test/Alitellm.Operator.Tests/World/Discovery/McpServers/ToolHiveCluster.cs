using System.Text.Json.Nodes;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;
using Alitellm.Testing.ToolHive;

namespace Alitellm.Operator.Tests.World.Discovery.McpServers;

/// <summary>A world with ToolHive in its cluster, or without it, and a discovery of its servers.</summary>
internal sealed class ToolHiveCluster : IDisposable
{
    /// <summary>The discovery's spec beside source and refresh, which are filled in where they are missing.</summary>
    public const string Plain = "{}";

    public ToolHiveCluster(bool installed = true, Func<WorldOptions, WorldOptions>? configure = null)
    {
        // The version that takes dashes in the names of MCP servers.
        var options = new WorldOptions { LiteLLM = new LiteLLMWorldOptions { Version = "1.93.0" }, ConnectionSpec = """{"maxRequestsPerSecond":0,"maxBurst":0}""" };
        World = new OperatorWorld(configure?.Invoke(options) ?? options);
        Discoveries = new(World, "LiteLLMMCPServerDiscovery");
        Servers = KindView.McpServers(World);
        if (installed)
        {
            Install();
        }
    }

    public OperatorWorld World { get; }

    public KindView Discoveries { get; }

    public KindView Servers { get; }

    public ApiServer Kubernetes => World.Kubernetes;

    /// <summary>Names of the LiteLLMMCPServers, sorted.</summary>
    public IReadOnlyList<string> ServerNames => [.. Kubernetes.List("litellmmcpservers.litellm.ackstorm.ai").Select(server => (string)server["metadata"]!["name"]!).Order(StringComparer.Ordinal)];

    /// <summary>Requests for ToolHive's kinds.</summary>
    public int Asked => Kubernetes.Journal.Records.Count(record => record.Request.Group == ToolHiveCrds.Group);

    /// <summary>A running operator that has generated what these objects ask for.</summary>
    public static ToolHiveCluster Running(params ToolHiveObject[] objects)
    {
        var cluster = new ToolHiveCluster();
        foreach (var found in objects)
        {
            cluster.Set(found);
        }

        cluster.Discover();
        cluster.World.Started();
        return cluster;
    }

    public void Install(string version = ToolHiveCrds.Version)
    {
        World.Do(() => Kubernetes.InstallCrds(ToolHiveCrds.All(version)));
    }

    public void Uninstall()
    {
        foreach (var (kind, _) in ToolHiveCrds.Kinds)
        {
            World.Do(() => Kubernetes.Delete("customresourcedefinitions.apiextensions.k8s.io", "", ToolHiveCrds.NameOf(kind)));
        }
    }

    public void Discover(string name = "tools", string spec = Plain, string prefix = "th")
    {
        var body = JsonNode.Parse(spec)!.AsObject();
        body["type"] = "toolhive";
        body["prefix"] ??= prefix;
        body["toolhive"] ??= new JsonObject { ["namespaces"] = new JsonArray("a", "b") };
        body["refresh"] ??= new JsonObject { ["interval"] = "1h" };
        Discoveries.Apply(name, body.ToJsonString());
    }

    public void Set(ToolHiveObject found)
    {
        World.Apply(found.ToManifest());
    }

    public void Remove(ToolHiveObject found)
    {
        World.Delete(ToolHiveCrds.NameOf(found.Kind), found.Name, found.Namespace);
    }

    public string Ready(string name = "tools") => Discoveries.Ready(name);

    public string Condition(string type, string name = "tools") => OperatorWorld.Condition(Discoveries.Get(name), type);

    public string Message(string type = "Ready", string name = "tools") => OperatorWorld.Message(Discoveries.Get(name), type);

    /// <summary>Name, reason and owner of every skipped candidate.</summary>
    public IReadOnlyList<string> Skipped(string name = "tools") =>
        [.. Discoveries.Get(name)?["status"]?["skippedCandidates"]?.AsArray().Select(entry => $"{entry!["name"]} {entry["reason"]} {entry["ownedBy"]}") ?? []];

    /// <summary>Status writes to a discovery since the journals were forgotten.</summary>
    public int StatusWrites => Kubernetes.Journal.Records.Count(record => record.Request is { Resource: "litellmmcpserverdiscoveries", Subresource: "status", IsWrite: true });

    /// <summary>Writes to generated servers since the journals were forgotten, their own controller's aside.</summary>
    public int ServerWrites => Kubernetes.Journal.Records.Count(record => record.Request is { Resource: "litellmmcpservers", Subresource: "", IsWrite: true });

    /// <summary>How long it took until a condition held, of virtual time.</summary>
    public TimeSpan Until(Func<bool> condition)
    {
        var started = World.Time.Elapsed;
        return World.RunUntil(condition, TimeSpan.FromMinutes(5)) ? World.Time.Elapsed - started : TimeSpan.MaxValue;
    }

    public void Dispose()
    {
        World.Dispose();
    }
}
