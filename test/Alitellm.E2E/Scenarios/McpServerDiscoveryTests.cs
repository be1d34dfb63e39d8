using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.McpServers;
using Alitellm.E2E.Support;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.ToolHive;
using NUnit.Framework;

namespace Alitellm.E2E.Scenarios;

/// <summary>ToolHive's kinds belong to the whole cluster, so these scenarios go one after the other; nobody else uses them.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class McpServerDiscoveryTests
{
    private const string Discovery = "tools";

    [SetUp]
    public Task WithoutToolHiveAsync() => UninstallAsync();

    [TearDown]
    public Task AwayWithToolHiveAsync() => UninstallAsync();

    [Test]
    public async Task ToolHive_may_be_absent_come_go_and_come_again_and_no_server_is_lost()
    {
        await using var scenario = await StartAsync();
        await DiscoverAsync(scenario);
        var absent = await scenario.NotReadyAsync(LiteLLMMCPServerDiscovery.KindName, Discovery, ConditionReasons.SourceUnreachable);
        Assert.That(MessageOf(absent), Does.Contain("not installed").And.Contain("toolhive-operator-crds"));

        await InstallAsync();
        await SetAsync(new(scenario.Namespace, "fetch"), new(scenario.Namespace, "osv") { Transport = "stdio", ProxyMode = "sse", Url = "http://osv/sse#osv" });
        await ServedAsync(scenario, "th-fetch http://fetch." + scenario.Namespace + ".svc:8080/mcp http", "th-osv http://osv/sse sse");
        var uid = await UidAsync(scenario, "th-fetch");

        await UninstallAsync();
        await scenario.NotReadyAsync(LiteLLMMCPServerDiscovery.KindName, Discovery, ConditionReasons.SourceUnreachable);
        Assert.That(await UidAsync(scenario, "th-fetch"), Is.EqualTo(uid));

        await InstallAsync();
        await SetAsync(new(scenario.Namespace, "fetch") { Url = "http://moved/mcp" }, new(scenario.Namespace, "osv") { Transport = "sse", Url = "http://osv/sse" });
        await ServedAsync(scenario, "th-fetch http://moved/mcp http", "th-osv http://osv/sse sse");
        await scenario.ReadyAsync(LiteLLMMCPServerDiscovery.KindName, Discovery);
        Assert.That(await UidAsync(scenario, "th-fetch"), Is.EqualTo(uid), "the very same object");
    }

    [Test]
    public async Task An_old_ToolHive_is_told_from_none()
    {
        await using var scenario = await StartAsync();
        foreach (var definition in ToolHiveCrds.All("v1alpha1").SelectMany(YamlJson.ParseAll))
        {
            await Surroundings.Cluster.ApplyAsync(definition, CancellationToken.None);
        }

        await DiscoverAsync(scenario);

        await Eventually.GetAsync("the versions are named", async () =>
        {
            var found = await scenario.NotReadyAsync(LiteLLMMCPServerDiscovery.KindName, Discovery, ConditionReasons.SourceUnreachable);
            var message = MessageOf(found);
            return (message.Contains("v1alpha1 only", StringComparison.Ordinal) && message.Contains("v1beta1", StringComparison.Ordinal) ? message : null, message);
        });
    }

    [Test]
    public async Task Servers_follow_ToolHives_objects_and_go_with_their_discovery()
    {
        await using var scenario = await StartAsync();
        await InstallAsync();
        await SetAsync(new(scenario.Namespace, "fetch"), new(scenario.Namespace, "time"), new(scenario.Namespace, "github", "MCPRemoteProxy") { Url = "http://github" });
        await scenario.ApplySecretAsync("mcp", "token", "the-token");
        await DiscoverAsync(scenario, """params: {static_headers: {authorization: "Bearer {{TOKEN}}"}}, secrets: [{as: TOKEN, secretRef: {name: mcp, key: token}}]""");
        await ServedAsync(scenario, $"th-fetch http://fetch.{scenario.Namespace}.svc:8080/mcp http", "th-github http://github http", $"th-time http://time.{scenario.Namespace}.svc:8080/mcp http");
        var spec = (await scenario.FindAsync(LiteLLMMCPServer.KindName, "th-fetch"))!["spec"]!;
        Assert.That((string?)spec["params"]!["static_headers"]!["authorization"], Is.EqualTo("Bearer {{TOKEN}}"));

        await Surroundings.Cluster.DeleteAsync("MCPServer", scenario.Namespace, "time", CancellationToken.None);
        await SetAsync(new ToolHiveObject(scenario.Namespace, "fetch") { Url = null });
        await ServedAsync(scenario, $"th-fetch http://fetch.{scenario.Namespace}.svc:8080/mcp http", "th-github http://github http");

        await scenario.DeleteAsync(LiteLLMMCPServerDiscovery.KindName, Discovery);
        Assert.That(await Surroundings.Cluster.ListAsync(LiteLLMMCPServer.KindName, scenario.Namespace, CancellationToken.None), Is.Empty);
        Assert.That(scenario.LiteLLM.McpServers, Is.Empty);
    }

    private static Task<Scenario> StartAsync() => Scenario.StartConnectedAsync(version: "1.93.0");

    private static Task DiscoverAsync(Scenario scenario, string further = "filters: {}") => scenario.ApplyAsync($$"""
        apiVersion: litellm.ackstorm.ai/v1alpha1
        kind: LiteLLMMCPServerDiscovery
        metadata: {name: {{Discovery}} }
        spec: {type: toolhive, prefix: th, toolhive: {namespaces: [{{scenario.Namespace}}]}, refresh: {interval: 1h}, {{further}} }
        """);

    private static Task InstallAsync() => Surroundings.Cluster.InstallAsync([.. ToolHiveCrds.All().SelectMany(YamlJson.ParseAll)], CancellationToken.None);

    private static async Task UninstallAsync()
    {
        foreach (var name in ToolHiveCrds.Kinds.Select(static kind => ToolHiveCrds.NameOf(kind.Kind)))
        {
            await Surroundings.Cluster.DeleteAsync("CustomResourceDefinition", "", name, CancellationToken.None);
            await Eventually.TrueAsync($"the end of {name}", async () => await Surroundings.Cluster.GetAsync("CustomResourceDefinition", "", name, CancellationToken.None) is null);
        }
    }

    private static async Task SetAsync(params ToolHiveObject[] objects)
    {
        foreach (var found in objects)
        {
            await Surroundings.Cluster.ApplyAsync(found.ToManifest(), CancellationToken.None);
        }
    }

    /// <summary>Waits until LiteLLM serves exactly these servers, each as name, URL and transport.</summary>
    private static Task ServedAsync(Scenario scenario, params string[] servers) => Eventually.GetAsync($"servers {string.Join(", ", servers)}", () =>
    {
        var rows = scenario.LiteLLM.McpServers.Select(static row => $"{row["server_name"]} {row["url"]} {row["transport"]}").Order(StringComparer.Ordinal).ToList();
        return Task.FromResult((rows.SequenceEqual(servers) ? rows : null, $"there are {string.Join(", ", rows)}"));
    });

    private static async Task<string?> UidAsync(Scenario scenario, string name) => (string?)(await scenario.FindAsync(LiteLLMMCPServer.KindName, name))!["metadata"]!["uid"];

    private static string MessageOf(JsonObject discovery) =>
        (string?)discovery["status"]!["conditions"]!.AsArray().First(static condition => (string?)condition!["type"] == ConditionTypes.Ready)!["message"] ?? "";
}
