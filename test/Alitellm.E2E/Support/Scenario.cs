using System.Net;
using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using Alitellm.Demo.Kubernetes;
using Alitellm.Testing.Kubernetes;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.E2E.Support;

/// <summary>A namespace and a LiteLLM of its own. Everything is done as a user would: through the Kubernetes API, or by hand in LiteLLM.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    public const string MasterKey = "sk-the-master-key";

    private const string Version = "1.81.13";

    private readonly LiteLLMHost _host;

    private Scenario(string name, LiteLLMWorld world, LiteLLMHost host, string masterKey)
    {
        Namespace = name;
        LiteLLM = world;
        _host = host;
        Admin = new LiteLLMAdmin(At("127.0.0.1"), masterKey);
    }

    public string Namespace { get; }

    public LiteLLMWorld LiteLLM { get; }

    /// <summary>Where the operator reaches LiteLLM.</summary>
    public Uri Endpoint => At(Surroundings.ProxyHost ?? "127.0.0.1");

    /// <summary>Who edits LiteLLM by hand, with the key it started with.</summary>
    public LiteLLMAdmin Admin { get; }

    private static Cluster Cluster => Surroundings.Cluster;

    /// <summary>Starts with a namespace, a proxy and the Secret of its key, without a Connection.</summary>
    public static async Task<Scenario> StartAsync(string masterKey = MasterKey, string version = Version)
    {
        var world = new LiteLLMWorld(TimeProvider.System, new LiteLLMWorldOptions { MasterKey = masterKey, Version = version });
        var scenario = new Scenario($"e2e-{Guid.NewGuid():n}", world, await StartHostAsync(world), masterKey);
        await scenario.ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {scenario.Namespace}}}}}");
        await scenario.ApplySecretAsync("master", "key", masterKey);
        return scenario;
    }

    /// <summary>Starts with a Connection that is Ready.</summary>
    public static async Task<Scenario> StartConnectedAsync(string masterKey = MasterKey, string version = Version)
    {
        var scenario = await StartAsync(masterKey, version);
        await scenario.ApplyConnectionAsync();
        await scenario.ReadyAsync(LiteLLMConnection.KindName, "default");
        return scenario;
    }

    /// <summary>Applies a manifest; a namespaced one without a namespace goes to this one.</summary>
    public Task<JsonObject> ApplyAsync(string yaml)
    {
        var manifest = YamlJson.Parse(yaml);
        if ((string?)manifest["kind"] != "Namespace")
        {
            manifest["metadata"]!["namespace"] ??= Namespace;
        }

        return Cluster.ApplyAsync(manifest, CancellationToken.None);
    }

    public Task ApplySecretAsync(string name, string key, string value) => ApplyAsync($$"""
        apiVersion: v1
        kind: Secret
        metadata: {name: {{name}} }
        stringData: { {{key}}: "{{value}}" }
        """);

    public Task ApplyConnectionAsync() => ApplyAsync($$"""
        apiVersion: litellm.ackstorm.ai/v1alpha1
        kind: LiteLLMConnection
        metadata: {name: default}
        spec:
          endpoint: {{Endpoint.GetLeftPart(UriPartial.Authority)}}
          masterKeySecretRef: {name: master, key: key}
        """);

    public Task ApplyModelAsync(string name, string spec = "params: {model: openai/gpt-4o, rpm: 60}") => ApplyAsync($$"""
        apiVersion: litellm.ackstorm.ai/v1alpha1
        kind: LiteLLMModel
        metadata: {name: {{name}} }
        spec: { {{spec}} }
        """);

    public Task<JsonObject?> FindAsync(string kind, string name) => Cluster.GetAsync(kind, Namespace, name, CancellationToken.None);

    /// <summary>Waits until the newest spec of an object is Ready; returns the object.</summary>
    public Task<JsonObject> ReadyAsync(string kind, string name) => ConditionAsync(kind, name, static found => found.IsReady, "Ready=True");

    public Task<JsonObject> ModelReadyAsync(string name) => ReadyAsync(LiteLLMModel.KindName, name);

    /// <summary>Waits until an object is not Ready for a reason; returns the object.</summary>
    public Task<JsonObject> NotReadyAsync(string kind, string name, string reason) =>
        ConditionAsync(kind, name, found => found.Status == "False" && found.Reason == reason, $"Ready=False {reason}");

    /// <summary>Waits until the one row of a name is as asked; returns it.</summary>
    public Task<ModelRow> RowAsync(string name, Func<ModelRow, bool> isRight) => Eventually.GetAsync($"LiteLLM's row of {name}", () =>
    {
        var rows = LiteLLM.Models.Where(row => row.ModelName == name).ToList();
        var right = rows is [var only] && isRight(only) ? only : null;
        return Task.FromResult((right, $"there are: {string.Join("; ", rows.Select(static row => $"{row.Id} {row.LitellmParams.ToJsonString()}"))}"));
    });

    /// <summary>Asks for a look at an object now.</summary>
    public Task RequestReconcileAsync(string kind, string name) => Cluster.PatchAsync(
        kind,
        Namespace,
        name,
        new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [ApiGroup.ReconcileRequestedAtAnnotation] = Guid.NewGuid().ToString() } } },
        CancellationToken.None);

    public Task RequestDeletionAsync(string kind, string name) => Cluster.DeleteAsync(kind, Namespace, name, CancellationToken.None);

    /// <summary>Asks for deletion and waits until the object is gone.</summary>
    public async Task DeleteAsync(string kind, string name)
    {
        await RequestDeletionAsync(kind, name);
        await Eventually.GetAsync($"the end of {kind} {name}", async () =>
        {
            var found = await FindAsync(kind, name);
            return (found is null ? "gone" : null, $"it is {found?.ToJsonString()}");
        });
    }

    /// <summary>Waits until LiteLLM's models were listed some more times, so that whatever is to be noticed was noticed.</summary>
    public async Task PollsAsync(int count)
    {
        var before = Polls();
        await Eventually.TrueAsync($"{count} more polls", () => Polls() >= before + count);
    }

    /// <summary>Deletes what the scenario left, as a user would, while LiteLLM still answers.</summary>
    public async ValueTask DisposeAsync()
    {
        LiteLLM.Faults.Clear();
        foreach (var kind in ApiKinds.All.Select(static kind => kind.Kind).OrderBy(DeletionRank))
        {
            foreach (var left in await Cluster.ListAsync(kind, Namespace, CancellationToken.None))
            {
                await DeleteAsync(kind, (string)left["metadata"]!["name"]!);
            }
        }

        await Cluster.DeleteAsync("Namespace", "", Namespace, CancellationToken.None);
        Admin.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>What generates others goes before them, and last what they need to be deleted in LiteLLM.</summary>
    private static int DeletionRank(string kind) => kind switch
    {
        LiteLLMModelDiscovery.KindName or LiteLLMMCPServerDiscovery.KindName => 0,
        LiteLLMConnection.KindName => 2,
        _ => 1,
    };

    /// <summary>An operator on another machine needs more than the loopback interface.</summary>
    private static Task<LiteLLMHost> StartHostAsync(LiteLLMWorld world) =>
        LiteLLMHost.StartAsync(world, options: Surroundings.ProxyHost is null ? null : new LiteLLMHostOptions { Interface = IPAddress.Any });

    private Uri At(string host) => new UriBuilder(_host.Address) { Host = host }.Uri;

    private int Polls() => LiteLLM.Journal.Count(static call => call.Operation == "GET /v2/model/info" && call.Completed is not null);

    private Task<JsonObject> ConditionAsync(string kind, string name, Func<Readiness, bool> isRight, string what) =>
        Eventually.GetAsync($"{kind} {name} {what}", async () =>
        {
            var found = await FindAsync(kind, name);
            return (found is not null && isRight(Readiness.Of(found)) ? found : null, $"it is {found?["status"]?.ToJsonString() ?? "absent"}");
        });
}
